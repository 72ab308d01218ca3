export interface JpegSegment {
  readonly marker: number
  /** Where its marker's code is; 0xff stands before it. */
  readonly at: number
  /** As much of it as is there, without its length. */
  readonly data: Buffer
  /** Whether all of it is there. */
  readonly complete: boolean
}

export const START_OF_SCAN = 0xda

const isLone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9)

/** The segments of a JPEG up to its first scan. What stands between them is passed over, as decoders do. */
export function* jpegSegments(file: Buffer): Generator<JpegSegment> {
  let at = 2
  for (;;) {
    at = file.indexOf(0xff, at)
    while (at >= 0 && file[at] === 0xff) at += 1
    const marker = at < 0 ? undefined : file[at]
    if (marker === undefined) return
    if (isLone(marker)) {
      at += 1
      continue
    }
    if (at + 3 > file.length) return
    const end = at + 1 + file.readUInt16BE(at + 1)
    yield { marker, at, data: file.subarray(at + 3, end), complete: end <= file.length }
    if (marker === START_OF_SCAN) return
    at = end
  }
}
