const FIRST_SIZE = 1024
const NO_BYTES = Buffer.alloc(0)

/**
 * Texts in the order in which they came, kept as bytes outside the heap. On it the garbage collector would copy each of
 * them before it is dropped again, which takes longer than all else about a log.
 */
export class TextQueue {
  #buffer = NO_BYTES
  /** Positions count the bytes of all texts there ever were; this is the one of the buffer's first byte. */
  #origin = 0
  #start = 0
  #end = 0

  /** The position behind the last text, at which the next one will start. */
  get end(): number {
    return this.#end
  }

  /** How many bytes of text are held. */
  get size(): number {
    return this.#end - this.#start
  }

  add(text: string): void {
    // No text takes more: a UTF-16 unit is at most three bytes of UTF-8.
    const room = 3 * text.length
    if (this.#end - this.#origin + room > this.#buffer.length) this.#makeRoom(room)
    this.#end += this.#buffer.write(text, this.#end - this.#origin)
  }

  read(start: number, end: number): string {
    return this.#buffer.toString('utf8', start - this.#origin, end - this.#origin)
  }

  /** Lets go of all that lies before that position. */
  dropUntil(position: number): void {
    this.#start = position
  }

  /** Moves what is still held to the front, of a larger buffer where this one would soon be full again. */
  #makeRoom(room: number): void {
    const held = this.#end - this.#start
    const least = Math.ceil(1.25 * held) + room
    const { length } = this.#buffer
    const fits = least <= length && length <= 4 * least
    const target = fits ? this.#buffer : Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, Math.ceil(1.2 * least)))
    this.#buffer.copy(target, 0, this.#start - this.#origin, this.#end - this.#origin)
    this.#buffer = target
    this.#origin = this.#start
  }
}
