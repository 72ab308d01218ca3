export interface IsoBox {
  readonly type: string
  /** As much of its content as is there. */
  readonly data: Buffer
  /** Whether all of it is there. */
  readonly complete: boolean
}

/** The boxes of an ISO base media file (AVIF among them), or of what one of its boxes holds. */
export function* isoBoxes(file: Buffer): Generator<IsoBox> {
  let at = 0
  while (at + 8 <= file.length) {
    const short = file.readUInt32BE(at)
    const isLong = short === 1 && at + 16 <= file.length
    const size = isLong ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? file.length - at : short
    if (size < 8) return
    const end = at + size
    const data = file.subarray(at + (isLong ? 16 : 8), end)
    yield { type: file.toString('latin1', at + 4, at + 8), data, complete: end <= file.length }
    at = end
  }
}

/** The boxes at the end of a path of types, e.g. `moov trak`. */
export function* boxesAt(file: Buffer, path: string): Generator<Buffer> {
  const [first, ...rest] = path.split(' ')
  for (const { type, data } of isoBoxes(file)) {
    if (type !== first) continue
    if (rest.length === 0) yield data
    else yield* boxesAt(data, rest.join(' '))
  }
}
