import { LRUCache } from 'lru-cache'
import type { Sharp } from 'sharp'
import type { DecodeLimiter } from './decode-limiter.js'
import type { ImageLibrary } from './image-library.js'

/** The formats that samples come in, by file extension, with settings chosen for speed: 49 megapixels take 0.6–1.9 s. */
const encoders: Record<string, (image: Sharp) => Sharp> = {
  jpg: (image) => image.jpeg({ quality: 70 }),
  png: (image) => image.png({ compressionLevel: 2, adaptiveFiltering: true }),
  webp: (image) => image.webp({ quality: 60, effort: 0 }),
  gif: (image) => image.gif({ effort: 1, dither: 0, colours: 8 }),
  avif: (image) => image.avif({ quality: 40, effort: 0, chromaSubsampling: '4:2:0' }),
}

/** Four corners, between which the colours run. */
const CORNERS = Uint8Array.of(240, 120, 140, 120, 80, 220, 250, 200, 120, 60, 180, 200)

const CACHE_BYTES = 4 * 1024 * 1024

/** Makes a sample, or gives back one made before. The extension is one of jpg, png, webp, gif and avif. */
export type SamplePictures = (
  width: number,
  height: number,
  extension: string,
  signal: AbortSignal,
) => Promise<Uint8Array>

export function samplePictures(library: ImageLibrary, limit: DecodeLimiter): SamplePictures {
  const made = new LRUCache<string, Uint8Array>({ maxSize: CACHE_BYTES, sizeCalculation: (bytes) => bytes.length })
  return (width, height, extension, signal) =>
    // Encoders hold all of a picture, hence the weight. Looked up again when the turn comes: the one before may have
    // made the same sample.
    limit(4 * width * height, signal, async () => {
      const name = `${width}x${height}.${extension}`
      const sample = made.get(name) ?? (await make(width, height, extension, library))
      made.set(name, sample)
      return sample
    })
}

async function make(width: number, height: number, extension: string, library: ImageLibrary): Promise<Uint8Array> {
  const sharp = await library()
  const gradient = sharp(CORNERS, { raw: { width: 2, height: 2, channels: 3 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'linear',
  })
  return encoders[extension]!(gradient).toBuffer()
}
