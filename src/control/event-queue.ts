import type { ByteBudget } from '../http/byte-budget.js'
import type { SandboxEvent } from '../store/store.js'

/** What an event costs beside its data: its object, its id, its place in the queue. */
const OVERHEAD = 100
const weigh = ({ data }: SandboxEvent) => data.length + OVERHEAD

/** Events on their way to one reader: what it has not taken yet waits here, up to a bound, and counts in the budget. */
export class EventQueue implements AsyncIterable<SandboxEvent> {
  readonly #limit: number
  readonly #budget: ByteBudget
  #waiting: SandboxEvent[] = []
  #weight = 0
  #ended = false
  #wake = () => {}

  /** `limit`: the most characters of events that may wait; a single event always may, if there is room for it at all. */
  constructor(limit: number, budget: ByteBudget) {
    this.#limit = limit
    this.#budget = budget
  }

  /** False where the reader is too far behind for this event, or all of them together are. */
  push(event: SandboxEvent): boolean {
    if (this.#ended) return true
    const weight = weigh(event)
    if (this.#waiting.length > 0 && this.#weight + weight > this.#limit) return false
    if (!this.#budget.take(weight)) return false
    this.#waiting.push(event)
    this.#weight += weight
    this.#wake()
    return true
  }

  /** What waits is still given out, and nothing after it. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** The reader is gone, and with it all that was held for it. */
  release(): void {
    this.end()
    this.#waiting = []
    this.#let(this.#weight)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SandboxEvent> {
    while (true) {
      const event = this.#waiting.shift()
      if (event === undefined) {
        if (this.#ended) return
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      } else {
        yield event
        // Asked for the next one, the reader has taken this.
        if (!this.#ended) this.#let(weigh(event))
      }
    }
  }

  #let(weight: number): void {
    this.#weight -= weight
    this.#budget.give(weight)
  }
}
