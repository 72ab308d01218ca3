import type { PictureFormat } from '../pictures.js'

/**
 * Whether a file's own structure reaches its end. Decoders stop at the last pixel they need, the first frame of an
 * animation for one, and so miss what was cut off behind it. Bytes behind the end are no fault: browsers open such files.
 */
export function isComplete(bytes: Uint8Array, format: PictureFormat): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (format) {
    case 'jpeg':
      return jpegEnds(file)
    case 'png':
      return pngEnds(file)
    case 'gif':
      return gifEnds(file)
    case 'avif':
      return avifEnds(file)
    case 'webp':
      return file.length >= 8 + file.readUInt32LE(4)
  }
}

/** From marker to marker, over segments by their length and over scans by their bytes, to the end-of-image marker. */
function jpegEnds(file: Buffer): boolean {
  let at = 0
  for (;;) {
    at = file.indexOf(0xff, at)
    const marker = at < 0 ? undefined : file[at + 1]
    if (marker === undefined) return false
    if (marker === 0xd9) return true
    if (marker === 0xff) at += 1
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (at + 4 > file.length) return false
    else at += 2 + file.readUInt16BE(at + 2)
  }
}

/** Chunk by chunk (length, type, data, checksum) to IEND. */
function pngEnds(file: Buffer): boolean {
  let at = 8
  while (at + 12 <= file.length) {
    if (file.toString('latin1', at + 4, at + 8) === 'IEND') return true
    at += 12 + file.readUInt32BE(at)
  }
  return false
}

/** Over extensions and images, each a row of sub-blocks, to the trailer. */
function gifEnds(file: Buffer): boolean {
  let at = 13 + colourTable(file[10])
  while (at < file.length) {
    const block = file[at]
    if (block === 0x3b) return true
    if (block === 0x21) at = behindSubBlocks(file, at + 2)
    else if (block === 0x2c) at = behindSubBlocks(file, at + 11 + colourTable(file[at + 9]))
    else at += 1
  }
  return false
}

const colourTable = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0)

function behindSubBlocks(file: Buffer, start: number): number {
  let at = start
  while (file[at]) at += 1 + file[at]!
  return at + 1
}

/** Box by box; one of those that hold the picture must not reach over the end. */
function avifEnds(file: Buffer): boolean {
  let at = 0
  while (at + 16 <= file.length) {
    const short = file.readUInt32BE(at)
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short
    if (size < 8) break
    at += size
    if (at > file.length) return !/^(meta|moov|mdat)/.test(file.toString('latin1', at - size + 4, at - size + 8))
  }
  return true
}
