/** Where lines of log go in the end: pino's destination. */
interface Output {
  readonly destroyed?: boolean
  write(lines: string): unknown
  flushSync(): void
}

/** How long a line waits for others. */
const WAIT_MS = 5
/** The most bytes that wait. */
const WAITING_BYTES = 64 * 1024
/** The most bytes that a UTF-16 unit takes. */
const UNIT_BYTES = 3

/**
 * The lines that wait, as bytes: a text grown by each would be put together of all its parts at the end, and be work for
 * the collector. They are of one output at a time, for a process may open and close many, and nothing tells when.
 */
const waiting: { bytes: Buffer | undefined; length: number; output: Output | undefined } = {
  bytes: undefined,
  length: 0,
  output: undefined,
}

function handOn(): void {
  const { bytes, length, output } = waiting
  waiting.length = 0
  waiting.output = undefined
  if (output !== undefined && !output.destroyed) output.write(bytes!.toString('utf8', 0, length))
}

function handOnAtExit(): void {
  const { output } = waiting
  handOn()
  if (output !== undefined && !output.destroyed) output.flushSync()
}

/** Allocated for the first line: most processes that could log never do. */
function waitingBytes(): Buffer {
  if (waiting.bytes === undefined) {
    waiting.bytes = Buffer.allocUnsafeSlow(WAITING_BYTES)
    process.once('exit', handOnAtExit)
  }
  return waiting.bytes
}

/**
 * Hands on in one piece the lines that come shortly after each other: a piece is written by another thread, and to wake
 * that costs as much as many lines do.
 */
export class LineBatch {
  readonly #output: Output

  constructor(output: Output) {
    this.#output = output
  }

  write(line: string): void {
    const most = line.length * UNIT_BYTES
    if (waiting.output !== this.#output || most > WAITING_BYTES - waiting.length) handOn()
    if (most > WAITING_BYTES) {
      if (!this.#output.destroyed) this.#output.write(line)
      return
    }
    const bytes = waitingBytes()
    if (waiting.output === undefined) {
      waiting.output = this.#output
      setTimeout(handOn, WAIT_MS)
    }
    waiting.length += bytes.write(line, waiting.length)
  }
}
