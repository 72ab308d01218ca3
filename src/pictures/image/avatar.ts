import type { PictureFormat } from '../../domain/picture-facts.js'
import { contentName } from '../media-file.js'
import { PictureError } from '../picture-error.js'
import { readColourSpace } from './colour/read-colour-space.js'
import type { DecodeLimiter } from './decode-limiter.js'
import { decoderInput } from './decoder-input.js'
import type { ImageHeader } from './header/image-header.js'
import { damaged } from './image-checks.js'
import type { ImageLibrary } from './image-library.js'
import { drawCopy } from './stored-copy.js'
import { tidiedJpeg } from './tidied-jpeg.js'

/** A bound for hostile pictures: good ones take less than two, on a busy machine ten. */
const MAX_SECONDS = 30

/** How often a file's own bytes are held while it is decoded, its metadata taken out of it. */
const COPIES = 6

/** A picture as it is kept, and the name that its bytes give it. */
export interface Avatar {
  readonly file: string
  readonly bytes: Uint8Array
}

export type AvatarMaker = (
  bytes: Uint8Array,
  format: PictureFormat,
  header: ImageHeader,
  signal: AbortSignal,
) => Promise<Avatar>

/**
 * Decodes all of a picture and makes the copy that is kept: small, upright, sRGB, still, without metadata; JPEG when
 * it is opaque, else WebP. Decoding is what finds damage, so that a refusal may come from here.
 */
export function avatarMaker(library: ImageLibrary, limit: DecodeLimiter, maxSeconds = MAX_SECONDS): AvatarMaker {
  return async (bytes, format, { width, height, bytesPerPixel }, signal) => {
    const sharp = await library()
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const draw = (input: Buffer) =>
      drawCopy(sharp, input, { format, width, colours: readColourSpace(file, format), maxSeconds })
    return limit(width * height * bytesPerPixel + COPIES * file.length, signal, async () => {
      const copy = await draw(decoderInput(file, format))
        .catch((error: Error) => {
          if (format !== 'jpeg' || isTimeout(error)) throw error
          // It may have warned of something ahead of the pixels.
          return draw(tidiedJpeg(file))
        })
        .catch((error: Error) => {
          throw isTimeout(error) ? tookTooLong(maxSeconds) : damaged()
        })
      return { bytes: copy.bytes, file: contentName(copy.bytes, copy.extension) }
    })
  }
}

const isTimeout = ({ message }: Error) => message.startsWith('timeout:')

function tookTooLong(seconds: number): PictureError {
  return new PictureError('picture-timeout', `profilePictureUrl could not be decoded within ${seconds} seconds`)
}
