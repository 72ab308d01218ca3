import type { PictureFormat } from '../../domain/picture-facts.js'
import { PictureError } from '../picture-error.js'
import { countFrames } from './count-frames.js'
import { firstGifFrame } from './header/gif-header.js'
import type { ImageHeader } from './header/image-header.js'
import { formatOf } from './image-format.js'
import { isComplete } from './is-complete.js'
import { gifPixels } from './structure/gif-pixels.js'

/** Decoding costs memory by the pixel, so that a few bytes must not be able to ask for any number of them. */
export const MAX_PIXELS = 50_000_000

/** In bytes, what decoding one picture may take. Some kinds reach it with fewer pixels. */
const MAX_MEMORY = 380_000_000

const MAX_FRAMES = 1000

const ACCEPTED = 'JPEG, PNG, WebP, GIF and AVIF are accepted'

/** The format that a picture's first bytes show. Throws a PictureError if it is not one that is accepted. */
export function checkFormat(bytes: Uint8Array): PictureFormat {
  const format = formatOf(bytes)
  if (format !== undefined) return format
  throw new PictureError('picture-not-an-image', `profilePictureUrl is not an image: ${ACCEPTED}`)
}

/** Refuses a picture by its size. The vendor's own rule comes first. */
export function checkDimensions({ width, height, bytesPerPixel }: ImageHeader): void {
  if (width !== height) {
    throw new PictureError(
      'picture-not-square',
      `Profile picture must have a 1:1 aspect ratio (square). Provided image is ${width}x${height}.`,
    )
  }
  const megapixels = maxMegapixels(bytesPerPixel)
  if (width * height > megapixels * 1_000_000) {
    const most = `more than ${megapixels} megapixels, the most for its kind`
    throw new PictureError(
      'picture-too-many-pixels',
      `profilePictureUrl has too many pixels: ${width}x${height} is ${most}`,
    )
  }
}

/** How many millions of pixels a picture may have that takes so much memory for each. */
export function maxMegapixels(bytesPerPixel: number): number {
  return Math.floor(Math.min(MAX_PIXELS, MAX_MEMORY / bytesPerPixel) / 1_000_000)
}

/** Refuses a whole file by its structure, before anything of it is decoded. */
export function checkStructure(bytes: Uint8Array, format: PictureFormat): void {
  if (!isComplete(bytes, format)) throw damaged()
  if (countFrames(bytes, format) > MAX_FRAMES) {
    throw new PictureError('picture-too-many-frames', `profilePictureUrl has more than ${MAX_FRAMES} frames`)
  }
  if (format === 'gif' && !hasAllPixels(bytes)) throw damaged()
}

/** libvips takes a frame that ends early, and leaves the rest black. Without a first frame it would have no dimensions. */
function hasAllPixels(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frame = firstGifFrame(file)!
  const pixels = frame.width * frame.height
  return pixels > 0 && gifPixels(file, frame.data, pixels) >= pixels
}

/** The refusal of a file that is of an accepted format, or was about to be, and cannot be read to its end. */
export function damaged(): PictureError {
  return new PictureError('picture-not-an-image', 'profilePictureUrl is a damaged or incomplete image')
}
