const FIRST = 65_536

/**
 * Bytes that arrive in pieces, copied into one buffer. Keeping the pieces would let a host that sends them one byte at a
 * time take a hundred times their length.
 */
export class GrowingBytes {
  readonly #most: number
  #buffer: Buffer
  length = 0

  /** `expected` is a hint, 0 if there is none; `most` is the length that is never passed. */
  constructor(expected: number, most: number) {
    this.#most = most
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(expected || FIRST, most))
  }

  append(piece: Uint8Array): void {
    const length = this.length + piece.length
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(Math.max(length, 2 * this.#buffer.length), this.#most))
      larger.set(this.bytes)
      this.#buffer = larger
    }
    this.#buffer.set(piece, this.length)
    this.length = length
  }

  /** What has come so far; not a copy. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.length)
  }
}
