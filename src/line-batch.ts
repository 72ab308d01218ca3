/** Where lines of log go in the end: pino's destination. */
interface Output {
  readonly destroyed?: boolean
  write(lines: string): unknown
  flushSync(): void
}

/** How long a line waits for others. */
const WAIT_MS = 5

/**
 * Hands on in one piece the lines that come shortly after each other: a piece is written by another thread, and to wake
 * that costs as much as many lines do.
 */
export class LineBatch {
  readonly #output: Output
  #lines = ''

  constructor(output: Output) {
    this.#output = output
    process.once('exit', () => {
      this.#handOn()
      if (!output.destroyed) output.flushSync()
    })
  }

  write(line: string): void {
    if (this.#lines === '') setTimeout(() => this.#handOn(), WAIT_MS)
    this.#lines += line
  }

  #handOn(): void {
    const lines = this.#lines
    this.#lines = ''
    if (lines !== '' && !this.#output.destroyed) this.#output.write(lines)
  }
}
