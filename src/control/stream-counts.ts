import { ALL_STREAMS_LIMIT, STREAM_LIMIT } from '../domain/limits.js'

/** How many event streams this server has open, in all and for each sandbox. */
export class StreamCounts {
  readonly #open = new Map<string, number>()
  #all = 0

  /** Why there may be no more; undefined where another is counted. */
  add(sandboxId: string): string | undefined {
    const open = this.#open.get(sandboxId) ?? 0
    if (open >= STREAM_LIMIT) return `A sandbox has at most ${STREAM_LIMIT} event streams`
    if (this.#all >= ALL_STREAMS_LIMIT) return `The server has at most ${ALL_STREAMS_LIMIT} event streams in all`
    this.#open.set(sandboxId, open + 1)
    this.#all += 1
    return undefined
  }

  remove(sandboxId: string): void {
    this.#all -= 1
    const left = this.#open.get(sandboxId)! - 1
    if (left > 0) this.#open.set(sandboxId, left)
    else this.#open.delete(sandboxId)
  }
}
