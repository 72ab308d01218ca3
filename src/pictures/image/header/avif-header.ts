import { avifInput } from '../decoder-input.js'
import type { ImageLibrary } from '../image-library.js'
import type { ImageHeader } from './image-header.js'

/** Held whole by its decoder, and several times over on the way to RGB; in 16 bits where it is deeper than 8. */
export const AVIF_BYTES_PER_PIXEL = 22
const BYTES_PER_DEEP_PIXEL = 27

/** Read by the decoder itself: a size, a crop, a rotation and tiles stand in boxes that refer to each other. */
export async function avifHeader(file: Buffer, library: ImageLibrary): Promise<ImageHeader | undefined> {
  const sharp = await library()
  try {
    const { autoOrient, bitsPerSample = 8 } = await sharp(avifInput(file), { limitInputPixels: false }).metadata()
    return { ...autoOrient, bytesPerPixel: bitsPerSample > 8 ? BYTES_PER_DEEP_PIXEL : AVIF_BYTES_PER_PIXEL }
  } catch {
    return undefined
  }
}
