import { PictureError } from '../picture-error.js'
import type { PictureFacts } from '../pictures.js'
import { formatOf, MAGIC_BYTES } from './image-format.js'
import type { ImageLibrary } from './image-library.js'
import { type Dimensions, readDimensions } from './read-dimensions.js'

/** Decoding costs memory by the pixel, so that a few bytes must not be able to ask for any number of them. */
export const MAX_PIXELS = 50_000_000

const ACCEPTED = 'JPEG, PNG, WebP, GIF and AVIF are accepted'

/**
 * Puts what the first bytes of a picture tell into its facts, and refuses those that are of no accepted format. Called
 * again with more bytes until they tell enough: the answer is then no longer undefined.
 */
export async function inspect(
  bytes: Uint8Array,
  facts: PictureFacts,
  library: ImageLibrary,
): Promise<Dimensions | undefined> {
  const format = formatOf(bytes)
  if (format === undefined) throw notAnImage()
  facts.format = format
  const header = await readDimensions(bytes, format, library)
  if (header === undefined) return undefined
  facts.width = header.width
  facts.height = header.height
  return header
}

/** Refuses a picture by its size. The vendor's own rule comes first. */
export function checkDimensions({ width, height }: PictureFacts): void {
  if (width !== height) {
    throw new PictureError(
      'picture-not-square',
      `Profile picture must have a 1:1 aspect ratio (square). Provided image is ${width}x${height}.`,
    )
  }
  if (width! * height! > MAX_PIXELS) {
    throw new PictureError(
      'picture-too-many-pixels',
      `profilePictureUrl has too many pixels: ${width}x${height} is more than 50 megapixels`,
    )
  }
}

/** Whether as much has come as a format needs to show itself. */
export const tellsItsFormat = (length: number) => length >= MAGIC_BYTES

/** The refusal of a file that is of an accepted format, or was about to be, and cannot be read to its end. */
export function damaged(): PictureError {
  return new PictureError('picture-not-an-image', 'profilePictureUrl is a damaged or incomplete image')
}

function notAnImage(): PictureError {
  return new PictureError('picture-not-an-image', `profilePictureUrl is not an image: ${ACCEPTED}`)
}
