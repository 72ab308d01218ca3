import { avifInput } from '../decoder-input.js'
import type { ImageLibrary } from '../image-library.js'
import { avifProperties } from '../structure/avif-properties.js'
import type { Dimensions, ImageHeader } from './image-header.js'

/** Held whole by its decoder, and several times over on the way to RGB; in 16 bits where it is deeper than 8. */
export const AVIF_BYTES_PER_PIXEL = 22
const BYTES_PER_DEEP_PIXEL = 27

/** As long as a side of what AV1 encodes can be. libvips complains on standard error of some that are longer. */
const LONGEST_SIDE = 65_536

/** Read by the decoder itself: a size, a crop, a rotation and tiles stand in boxes that refer to each other. */
export async function avifHeader(file: Buffer, library: ImageLibrary): Promise<ImageHeader | undefined> {
  const impossible = impossibleSize(file)
  if (impossible !== undefined) return { ...impossible, bytesPerPixel: AVIF_BYTES_PER_PIXEL }
  const sharp = await library()
  try {
    const { autoOrient, bitsPerSample = 8 } = await sharp(avifInput(file), { limitInputPixels: false }).metadata()
    return { ...autoOrient, bytesPerPixel: bitsPerSample > 8 ? BYTES_PER_DEEP_PIXEL : AVIF_BYTES_PER_PIXEL }
  } catch {
    return undefined
  }
}

/** A size that stands in it and that no picture of it can have. */
function impossibleSize(file: Buffer): Dimensions | undefined {
  for (const { type, data } of avifProperties(file)) {
    // Version and flags stand before the two.
    if (type !== 'ispe' || data.length < 12) continue
    const [width, height] = [data.readUInt32BE(4), data.readUInt32BE(8)]
    if (Math.max(width, height) > LONGEST_SIDE) return { width, height }
  }
  return undefined
}
