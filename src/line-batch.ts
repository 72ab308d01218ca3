/** Where lines of log go in the end: pino's destination. */
interface Output {
  readonly destroyed?: boolean
  write(lines: string): unknown
  flushSync(): void
}

/**
 * Hands on the lines of one turn of the event loop in one piece: the destination looks through all that it holds with
 * each piece that it is given.
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
    if (this.#lines === '') setImmediate(() => this.#handOn())
    this.#lines += line
  }

  #handOn(): void {
    const lines = this.#lines
    this.#lines = ''
    if (lines !== '' && !this.#output.destroyed) this.#output.write(lines)
  }
}
