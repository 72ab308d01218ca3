import type { PictureFormat } from '../../domain/picture-facts.js'
import type { DecodeLimiter } from './decode-limiter.js'
import { avifHeader } from './header/avif-header.js'
import { gifHeader } from './header/gif-header.js'
import type { ImageHeader } from './header/image-header.js'
import { jpegHeader } from './header/jpeg-header.js'
import { pngHeader } from './header/png-header.js'
import { webpHeader } from './header/webp-header.js'
import type { ImageLibrary } from './image-library.js'

/**
 * The header of a picture of which at least the first bytes are there, one frame of it if it moves and turned as its
 * EXIF says; undefined when these bytes do not tell yet.
 */
export type ReadDimensions = (
  bytes: Uint8Array,
  format: PictureFormat,
  signal: AbortSignal,
) => Promise<ImageHeader | undefined>

export function dimensionsReader(library: ImageLibrary, limit: DecodeLimiter): ReadDimensions {
  return async (bytes, format, signal) => {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    switch (format) {
      case 'jpeg':
        return jpegHeader(file)
      case 'png':
        return pngHeader(file)
      case 'webp':
        return webpHeader(file)
      case 'gif':
        return gifHeader(file)
      case 'avif':
        return limit(0, signal, () => avifHeader(file, library))
    }
  }
}
