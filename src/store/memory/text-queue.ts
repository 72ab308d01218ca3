const FIRST_SIZE = 1024
const CHUNK_SIZE = 64 * 1024
const NO_BYTES = Buffer.alloc(0)

/**
 * Texts in the order in which they came, kept as bytes outside the heap. On it the garbage collector would copy each of
 * them before it is dropped again, which takes longer than all else about a log. They lie in chunks, which are let go of
 * when all their texts are: none is ever moved.
 */
export class TextQueue {
  /** Oldest first. */
  readonly #chunks: Buffer[] = []
  /** The number of the oldest; they are counted from 0 on. */
  #oldest = 0
  /** Where the next text starts in the newest. */
  #end = 0
  #newest: Buffer = NO_BYTES
  #spare: Buffer | undefined
  #size = 0

  /** How many bytes the chunks take. */
  get size(): number {
    return this.#size
  }

  /** The number of the newest chunk, in which the last text lies. */
  get chunk(): number {
    return this.#oldest + this.#chunks.length - 1
  }

  /** Where the last text ends in its chunk. */
  get end(): number {
    return this.#end
  }

  /** Returns where the text starts in its chunk. */
  add(text: string): number {
    // No text takes more: a UTF-16 unit is at most three bytes of UTF-8.
    const room = 3 * text.length
    if (this.#end + room > this.#newest.length) this.#addChunk(room)
    const start = this.#end
    this.#end += this.#newest.write(text, start)
    return start
  }

  read(chunk: number, start: number, end: number): string {
    return this.#chunks[chunk - this.#oldest]!.toString('utf8', start, end)
  }

  /** Lets go of all chunks before that one. */
  dropBefore(chunk: number): void {
    while (this.#oldest < chunk) {
      const dropped = this.#chunks.shift()!
      this.#oldest += 1
      this.#size -= dropped.length
      if (dropped.length === CHUNK_SIZE) this.#spare = dropped
    }
  }

  /** Small ones first, for most sandboxes are called a few times only. */
  #addChunk(room: number): void {
    const length = Math.max(room, Math.min(CHUNK_SIZE, Math.max(FIRST_SIZE, 2 * this.#newest.length)))
    const reused = length === CHUNK_SIZE ? this.#spare : undefined
    if (reused !== undefined) this.#spare = undefined
    this.#newest = reused ?? Buffer.allocUnsafeSlow(length)
    this.#chunks.push(this.#newest)
    this.#size += length
    this.#end = 0
  }
}
