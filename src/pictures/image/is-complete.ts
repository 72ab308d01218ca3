import type { PictureFormat } from '../../domain/picture-facts.js'
import { gifBlocks } from './structure/gif-blocks.js'
import { isoBoxes } from './structure/iso-boxes.js'
import { pngChunks } from './structure/png-chunks.js'
import { webpLength } from './structure/webp-chunks.js'

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
      return file.length >= webpLength(file)
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

function pngEnds(file: Buffer): boolean {
  for (const { type, complete } of pngChunks(file)) if (type === 'IEND' && complete) return true
  return false
}

function gifEnds(file: Buffer): boolean {
  for (const { kind } of gifBlocks(file)) if (kind === 'trailer') return true
  return false
}

/** The boxes that hold the picture must not reach over the end. */
function avifEnds(file: Buffer): boolean {
  for (const { type, complete } of isoBoxes(file)) {
    if (!complete) return !/^(meta|moov|mdat)$/.test(type)
  }
  return true
}
