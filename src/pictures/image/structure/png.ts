export interface PngChunk {
  readonly type: string
  /** As much of it as is there. */
  readonly data: Buffer
}

/** The chunks of a PNG up to its end, each of which at least the head and room for a checksum are there. */
export function* pngChunks(file: Buffer): Generator<PngChunk> {
  let at = 8
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    yield { type, data: file.subarray(at + 8, at + 8 + length) }
    if (type === 'IEND') return
    at += 12 + length
  }
}
