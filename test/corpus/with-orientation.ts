import { riffChunk } from '../robustness/picture-files.js'

const text = (value: string) => Buffer.from(value, 'latin1')

/** EXIF data of one entry, in the one byte order for odd orientations and in the other for even ones. */
function exifOf(orientation: number): Buffer {
  if (orientation % 2 === 1)
    return text(`II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation)}\0\0\0\0\0\0\0`)
  return text(`MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`)
}

/** The same JPEG with an orientation. */
export function jpegTurned(file: Buffer, orientation: number): Buffer {
  const data = Buffer.concat([text('Exif\0\0'), exifOf(orientation)])
  const segment = Buffer.concat([Buffer.of(0xff, 0xe1, 0, data.length + 2), data])
  return Buffer.concat([file.subarray(0, 2), segment, file.subarray(2)])
}

const EXIF_FLAG = 0x08
const ALPHA_FLAG = 0x10

/** The same WebP with an orientation behind its pixels. */
export function webpTurned(file: Buffer, orientation: number, width: number, height: number): Buffer {
  const isExtended = file[15] === 0x58
  const header = Buffer.alloc(10)
  if (isExtended) file.copy(header, 0, 20, 30)
  header.writeUIntLE(width - 1, 4, 3)
  header.writeUIntLE(height - 1, 7, 3)
  const isLossless = file[15] === 0x4c
  header[0]! |= EXIF_FLAG | (isLossless ? ALPHA_FLAG : 0)
  const chunks = file.subarray(isExtended ? 30 : 12)
  const exif = riffChunk('EXIF', exifOf(orientation))
  return riffChunk('RIFF', Buffer.concat([text('WEBP'), riffChunk('VP8X', header), chunks, exif]))
}
