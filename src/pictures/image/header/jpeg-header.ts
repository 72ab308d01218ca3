import { jpegSegments, START_OF_SCAN } from '../structure/jpeg-segments.js'
import { exifOrientation } from './exif-orientation.js'
import { displayed, type ImageHeader } from './image-header.js'

const APP1 = 0xe1
const EXIF = 'Exif\0\0'

/** A start of frame: all of this row but the tables for Huffman and arithmetic coding, and an extension. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Of the frames those that are held whole, as coefficients, until the last scan has come. */
const isProgressive = (marker: number) => (marker & 0x03) === 2

/** Told by what stands ahead of the first scan. */
export function jpegHeader(file: Buffer): ImageHeader | undefined {
  let orientation: number | undefined
  let frame: { width: number; height: number; bytesPerPixel: number } | undefined
  for (const { marker, data, complete } of jpegSegments(file)) {
    if (!complete) return undefined
    if (marker === APP1 && data.toString('latin1', 0, 6) === EXIF) orientation ??= exifOrientation(data.subarray(6))
    if (isFrame(marker) && data.length >= 6) {
      const bytesPerPixel = isProgressive(marker) ? 1 + 2 * data[5]! : 1
      frame ??= { height: data.readUInt16BE(1), width: data.readUInt16BE(3), bytesPerPixel }
    }
    if (marker !== START_OF_SCAN) continue
    if (frame === undefined) return undefined
    const { width, height, bytesPerPixel } = frame
    return { ...displayed(width, height, orientation ?? 1), bytesPerPixel }
  }
  return undefined
}
