import type sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { PictureFormat } from '../../domain/picture-facts.js'
import type { ColourSpace } from './colour/colour-space.js'
import { convertPixels } from './colour/convert-pixels.js'
import { damaged, MAX_PIXELS } from './image-checks.js'

/** The longest side of a stored picture. */
export const SIDE = 512

/** Up to this side storing colours at half the resolution would show, and saves nothing. */
const SMALL_SIDE = 128

export interface CopyOptions {
  format: PictureFormat
  /** Upright, in pixels. */
  width: number
  /** What sharp does not know of the picture's colours; undefined: nothing. */
  colours: ColourSpace | undefined
  maxSeconds: number
}

export interface StoredCopy {
  readonly bytes: Uint8Array
  readonly extension: 'jpg' | 'webp'
}

/** Decodes a picture and draws the copy that is kept of it. Rejects with sharp's own error where it cannot. */
export async function drawCopy(library: typeof sharp, input: Buffer, options: CopyOptions): Promise<StoredCopy> {
  const { format, width, colours, maxSeconds } = options
  const small = library(input, {
    // Of JPEG alone a warning means damaged pixels; PNG warns of much that does no harm.
    failOn: format === 'jpeg' ? 'warning' : 'error',
    limitInputPixels: MAX_PIXELS,
    autoOrient: true,
    ignoreIcc: colours !== undefined,
  })
    .timeout({ seconds: maxSeconds })
    .resize({ width: SIDE, height: SIDE, fit: 'cover', withoutEnlargement: true })
  // A JPEG is opaque, and need not be opened once more to be told so.
  const hasAlpha = format !== 'jpeg' && (await small.metadata()).hasAlpha
  const side = Math.min(SIDE, width)
  return encode(colours === undefined ? small : await converted(library, small, colours), hasAlpha, side)
}

/** Colours are converted once the picture is small. */
async function converted(library: typeof sharp, small: Sharp, colours: ColourSpace): Promise<Sharp> {
  const deep = small.toColourspace('rgb16').raw({ depth: 'ushort' })
  const { data, info } = await deep.toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const pixels = new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
  return library(convertPixels(pixels, channels, colours), { raw: { width, height, channels } })
}

async function encode(picture: Sharp, hasAlpha: boolean, side: number): Promise<StoredCopy> {
  const isSmall = side <= SMALL_SIDE
  // A code of its own for each JPEG would save a seventh of its bytes, and cost a fifth of all that a picture takes.
  const encoder = hasAlpha
    ? picture.webp({ quality: 85, effort: 2, lossless: isSmall })
    : picture.jpeg({ quality: 85, chromaSubsampling: isSmall ? '4:4:4' : '4:2:0', optimiseCoding: false })
  const { data: bytes, info } = await encoder.toBuffer({ resolveWithObject: true })
  // The promise that a stored copy is square is kept here, whatever a file has made of its decoder.
  if (info.width !== info.height) throw damaged()
  return { bytes, extension: hasAlpha ? 'webp' : 'jpg' }
}
