import { STREAM_LIMIT } from '../domain/limits.js'

/** How many event streams this server has open for each sandbox. */
export class StreamCounts {
  readonly #open = new Map<string, number>()

  /** False where the sandbox has as many as it may. */
  add(keyHash: string): boolean {
    const open = this.#open.get(keyHash) ?? 0
    if (open >= STREAM_LIMIT) return false
    this.#open.set(keyHash, open + 1)
    return true
  }

  remove(keyHash: string): void {
    const left = this.#open.get(keyHash)! - 1
    if (left > 0) this.#open.set(keyHash, left)
    else this.#open.delete(keyHash)
  }
}
