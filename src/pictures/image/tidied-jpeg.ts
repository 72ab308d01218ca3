import { jpegSegments, START_OF_SCAN } from './structure/jpeg-segments.js'

const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const COMMENT = 0xfe
const isMetadata = (marker: number) => (marker >= APP0 && marker <= 0xef) || marker === COMMENT

/**
 * A JPEG without what a decoder may find odd ahead of its pixels: stray bytes, comments, and segments of metadata but
 * for those that tell its colours and its orientation. Viewers open such files, so that a warning about them must not
 * be taken for one about the pixels.
 */
export function tidiedJpeg(file: Buffer): Buffer {
  const parts = [file.subarray(0, 2)]
  for (const { marker, at, data } of jpegSegments(file)) {
    if (marker === START_OF_SCAN) parts.push(file.subarray(at - 1))
    else if (isMetadata(marker)) parts.push(...segment(marker, metadata(marker, data)))
    else parts.push(...segment(marker, data))
  }
  return Buffer.concat(parts)
}

function segment(marker: number, data: Buffer | undefined): Buffer[] {
  if (data === undefined) return []
  const length = data.length + 2
  return [Buffer.of(0xff, marker, length >> 8, length & 0xff), data]
}

/** What is kept of it; undefined: nothing. */
function metadata(marker: number, data: Buffer): Buffer | undefined {
  const text = data.toString('latin1', 0, 12)
  if (marker === APP0 && text.startsWith('JFIF\0')) return JFIF
  if (marker === APP1 && text.startsWith('Exif\0\0')) return data
  if (marker === APP2 && text.startsWith('ICC_PROFILE\0')) return data
  return marker === APP14 && text.startsWith('Adobe') && data.length >= 12 ? knownTransform(data) : undefined
}

/** Version 1.1, square pixels, no thumbnail. */
const JFIF = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')

/** Adobe's segment ends with how the colours are stored: 0 as they are, 1 and 2 as brightness and differences. */
function knownTransform(data: Buffer): Buffer | undefined {
  return data[11]! <= 2 ? data : undefined
}
