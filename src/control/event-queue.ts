import type { SandboxEvent } from '../store/store.js'

/** What an event costs beside its data: its object, its id, its place in the queue. */
const OVERHEAD = 100
const weigh = ({ data }: SandboxEvent) => data.length + OVERHEAD

/** Events on their way to one reader: what it has not taken yet waits here, up to a bound. */
export class EventQueue implements AsyncIterable<SandboxEvent> {
  readonly #limit: number
  #waiting: SandboxEvent[] = []
  #weight = 0
  #ended = false
  #wake = () => {}

  /** `limit`: the most characters of events that may wait; a single event always may. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** False where the reader is too far behind for this event. */
  push(event: SandboxEvent): boolean {
    const weight = this.#weight + weigh(event)
    if (this.#waiting.length > 0 && weight > this.#limit) return false
    this.#waiting.push(event)
    this.#weight = weight
    this.#wake()
    return true
  }

  /** What waits is still given out, and nothing after it. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** The reader has gone. */
  discard(): void {
    this.#waiting = []
    this.end()
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
        this.#weight -= weigh(event)
        yield event
      }
    }
  }
}
