export interface PngChunk {
  readonly type: string
  /** As much of it as is there. */
  readonly data: Buffer
  /** The same with its length, type and checksum. */
  readonly whole: Buffer
  /** Whether all of that is there. */
  readonly complete: boolean
}

/** The chunks of a PNG up to its end, of which at least the head is there. */
export function* pngChunks(file: Buffer): Generator<PngChunk> {
  let at = 8
  while (at + 8 <= file.length) {
    const type = file.toString('latin1', at + 4, at + 8)
    const end = at + 12 + file.readUInt32BE(at)
    const whole = file.subarray(at, end)
    yield { type, data: file.subarray(at + 8, end - 4), whole, complete: end <= file.length }
    if (type === 'IEND') return
    at = end
  }
}
