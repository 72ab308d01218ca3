import { webpChunks, webpLength } from '../structure/webp-chunks.js'
import { exifOrientation } from './exif-orientation.js'
import { type Dimensions, displayed, type ImageHeader } from './image-header.js'

const EXIF_FLAG = 0x08
const BYTES_PER_PIXEL = 6

/**
 * WebP has three kinds of first chunk: lossy, lossless (`L`) and extended (`X`), each with its own header. Where an
 * extended one announces Exif, all of the file must be there, for the orientation may stand at its end.
 */
export function webpHeader(file: Buffer): ImageHeader | undefined {
  const size = storedSize(file)
  if (size === undefined) return undefined
  const announcesExif = file[15] === 0x58 && (file[20]! & EXIF_FLAG) !== 0
  const orientation = announcesExif ? orientationOf(file) : 1
  if (orientation === undefined) return undefined
  return { ...displayed(size.width, size.height, orientation), bytesPerPixel: BYTES_PER_PIXEL }
}

function storedSize(file: Buffer): Dimensions | undefined {
  const kind = String.fromCharCode(file[15] ?? 0)
  if (kind === 'X' && file.length >= 30)
    return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 }
  if (kind === ' ' && file.length >= 30) {
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff }
  }
  if (kind !== 'L' || file.length < 25) return undefined
  const bits = file.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** undefined: more must come before it can be told. */
function orientationOf(file: Buffer): number | undefined {
  if (file.length < webpLength(file)) return undefined
  for (const { type, data } of webpChunks(file)) {
    // Some writers put the head in that JPEG has.
    if (type === 'EXIF') return exifOrientation(data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data)
  }
  return 1
}
