/** Where lines of log go in the end: pino's destination. */
interface Output {
  readonly destroyed?: boolean
  write(lines: string): unknown
  flushSync(): void
}

/** How long a line waits for others. */
const WAIT_MS = 5
/** The most bytes of a piece. */
const PIECE_BYTES = 64 * 1024
/** The most bytes that a UTF-16 unit takes. */
const UNIT_BYTES = 3

/**
 * Hands on in one piece the lines that come shortly after each other: a piece is written by another thread, and to wake
 * that costs as much as many lines do. They lie as bytes until then: a text grown by each would be put together of all its
 * parts at the end, and be work for the collector.
 */
export class LineBatch {
  readonly #output: Output
  readonly #piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
  #length = 0

  constructor(output: Output) {
    this.#output = output
    process.once('exit', () => {
      this.#handOn()
      if (!output.destroyed) output.flushSync()
    })
  }

  write(line: string): void {
    const most = line.length * UNIT_BYTES
    if (most > PIECE_BYTES - this.#length) this.#handOn()
    if (most > PIECE_BYTES) {
      this.#send(line)
    } else {
      if (this.#length === 0) setTimeout(() => this.#handOn(), WAIT_MS)
      this.#length += this.#piece.write(line, this.#length)
    }
  }

  #handOn(): void {
    if (this.#length === 0) return
    const lines = this.#piece.toString('utf8', 0, this.#length)
    this.#length = 0
    this.#send(lines)
  }

  #send(lines: string): void {
    if (!this.#output.destroyed) this.#output.write(lines)
  }
}
