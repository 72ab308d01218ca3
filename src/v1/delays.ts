/** Waits that end early when the client goes or the server closes: whoever starts a timer owns it. */
export class Delays {
  readonly #ends = new Set<() => void>()
  #ended = false

  /** Resolves after that time, or at once when the signal aborts or `endAll` is called. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#ended) return
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        this.#ends.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end)
      this.#ends.add(end)
    })
  }

  /** No wait outlives this, nor begins after it. */
  endAll(): void {
    this.#ended = true
    for (const end of this.#ends) end()
  }
}
