const NO_BYTES = Buffer.alloc(0)
const LEAST = 65_536

/**
 * Bytes that arrive in pieces. The first is held as it is, for it often tells all there is to know; with the next they
 * are copied into one buffer. Keeping the pieces would let a host that sends them one byte at a time take a hundred
 * times their length.
 */
export class BodyBuffer {
  readonly #expected: number
  readonly #most: number
  #buffer: Uint8Array = NO_BYTES
  length = 0

  /** `expected` is a hint, 0 if there is none; `most` is the length that is never passed. */
  constructor(expected: number, most: number) {
    this.#expected = expected
    this.#most = most
  }

  append(piece: Uint8Array): void {
    if (this.length === 0) this.#buffer = piece
    else this.#copy(piece)
    this.length += piece.length
  }

  #copy(piece: Uint8Array): void {
    const length = this.length + piece.length
    if (length > this.#buffer.length) {
      const size = length <= this.#expected ? this.#expected : Math.max(length, 4 * this.#buffer.length, LEAST)
      const larger = Buffer.allocUnsafeSlow(Math.min(size, this.#most))
      larger.set(this.bytes)
      this.#buffer = larger
    }
    this.#buffer.set(piece, this.length)
  }

  /** What has come so far; not a copy. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.length)
  }
}
