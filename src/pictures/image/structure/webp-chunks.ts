export interface WebpChunk {
  readonly type: string
  /** As much of it as is there. */
  readonly data: Buffer
}

/** The length that a WebP gives itself. */
export const webpLength = (file: Buffer) => 8 + file.readUInt32LE(4)

/** The chunks of a WebP, of which at least the head is there. */
export function* webpChunks(file: Buffer): Generator<WebpChunk> {
  const end = Math.min(file.length, webpLength(file))
  let at = 12
  while (at + 8 <= end) {
    const length = file.readUInt32LE(at + 4)
    yield { type: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, Math.min(end, at + 8 + length)) }
    at += 8 + length + (length % 2)
  }
}
