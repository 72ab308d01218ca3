import type { Metadata, Sharp } from 'sharp'
import { contentName } from '../media-file.js'
import { PictureError } from '../picture-error.js'
import type { DecodeLimiter } from './decode-limiter.js'
import { damaged, MAX_PIXELS } from './image-checks.js'
import type { ImageLibrary } from './image-library.js'
import type { Dimensions } from './read-dimensions.js'

/** The longest side of a stored picture. */
export const SIDE = 512

/** A bound for hostile pictures: good ones take less than two, on a busy machine ten. */
const MAX_SECONDS = 30

/** A picture as it is kept, and the name that its bytes give it. */
export interface Avatar {
  readonly file: string
  readonly bytes: Uint8Array
}

export type AvatarMaker = (bytes: Uint8Array, dimensions: Dimensions, signal: AbortSignal) => Promise<Avatar>

/**
 * Decodes all of a picture and makes the copy that is kept: small, upright, sRGB, still, without metadata; JPEG when
 * it is opaque, else WebP. Decoding is what finds damage, so that a refusal may come from here.
 */
export function avatarMaker(library: ImageLibrary, limit: DecodeLimiter): AvatarMaker {
  return async (bytes, dimensions, signal) => {
    const sharp = await library()
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, autoOrient: true })
      .timeout({ seconds: MAX_SECONDS })
      .resize({ width: SIDE, height: SIDE, fit: 'cover', withoutEnlargement: true })
    const metadata = dimensions.metadata ?? (await picture.metadata().catch(refuse))
    return limit(decodingWeight(metadata), signal, () => encode(picture, metadata.hasAlpha).catch(refuse))
  }
}

async function encode(picture: Sharp, hasAlpha: boolean): Promise<Avatar> {
  return hasAlpha
    ? named(await picture.webp({ quality: 85, effort: 2 }).toBuffer(), 'webp')
    : named(await picture.jpeg({ quality: 85 }).toBuffer(), 'jpg')
}

function named(bytes: Uint8Array, extension: string): Avatar {
  return { bytes, file: contentName(bytes, extension) }
}

/** In pixels of those pictures that are decoded line by line. The others are held whole, AVIF several times over. */
function decodingWeight({ format, width, height, isProgressive }: Metadata): number {
  const cost = format === 'heif' ? 4 : isProgressive || format === 'gif' || format === 'webp' ? 2 : 1
  return width * height * cost
}

/** The refusal that a failed decoding amounts to. */
function refuse({ message }: Error): never {
  if (!message.startsWith('timeout:')) throw damaged()
  throw new PictureError('picture-timeout', `profilePictureUrl could not be decoded within ${MAX_SECONDS} seconds`)
}
