/**
 * Counts the time that a picture's host takes, and nothing else: not our own queues, nor our own work. When it is used
 * up the signal aborts, as it does when the picture is given up for another reason.
 */
export class HostClock {
  readonly #end = new AbortController()
  readonly #timedOut: () => Error
  #leftMs: number

  constructor(timeoutMs: number, timedOut: () => Error) {
    this.#leftMs = timeoutMs
    this.#timedOut = timedOut
  }

  get signal(): AbortSignal {
    return this.#end.signal
  }

  abort(reason: unknown): void {
    this.#end.abort(reason)
  }

  /** Counts while the host does this. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const timer = setTimeout(() => this.abort(this.#timedOut()), this.#leftMs)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - started))
    }
  }
}
