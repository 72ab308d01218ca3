import { LRUCache } from 'lru-cache'
import type { Sharp } from 'sharp'
import type { DecodeLimiter } from './decode-limiter.js'
import { AVIF_BYTES_PER_PIXEL } from './header/avif-header.js'
import { maxMegapixels } from './image-checks.js'
import type { ImageLibrary } from './image-library.js'

interface Encoder {
  readonly encode: (image: Sharp) => Sharp
  /** The memory that it takes for each pixel, measured. */
  readonly bytesPerPixel: number
}

/** The formats that samples come in, by file extension, with settings chosen for speed: 16 megapixels take about a second. */
const encoders: Record<string, Encoder> = {
  jpg: { encode: (image) => image.jpeg({ quality: 70 }), bytesPerPixel: 7 },
  png: { encode: (image) => image.png({ compressionLevel: 2, adaptiveFiltering: true }), bytesPerPixel: 1 },
  webp: { encode: (image) => image.webp({ quality: 60, effort: 0 }), bytesPerPixel: 5 },
  gif: { encode: (image) => image.gif({ effort: 1, dither: 0, colours: 8 }), bytesPerPixel: 11 },
  avif: {
    encode: (image) => image.avif({ quality: 40, effort: 0, chromaSubsampling: '4:2:0' }),
    bytesPerPixel: AVIF_BYTES_PER_PIXEL,
  },
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
  return (width, height, extension, signal) => {
    const { encode, bytesPerPixel } = encoders[extension]!
    // What would take too much memory is refused by its header, so that no more than that is needed of it.
    const isHeaderOnly = extension === 'avif' && width * height > maxMegapixels(bytesPerPixel) * 1_000_000
    const weight = isHeaderOnly ? 0 : width * height * bytesPerPixel
    // Looked up again when the turn comes: the one before may have made the same sample.
    return limit(weight, signal, async () => {
      const name = `${width}x${height}.${extension}`
      const sharp = await library()
      const gradient = (...[w, h]: [number, number]) =>
        sharp(CORNERS, { raw: { width: 2, height: 2, channels: 3 } }).resize(w, h, { fit: 'fill', kernel: 'linear' })
      const make = () => encode(gradient(width, height)).toBuffer()
      const makeHeader = async () => resized(await encode(gradient(16, 16)).toBuffer(), width, height)
      const sample = made.get(name) ?? (await (isHeaderOnly ? makeHeader() : make()))
      made.set(name, sample)
      return sample
    })
  }
}

/** An AVIF that says it is of another size. */
function resized(avif: Buffer, width: number, height: number): Buffer {
  // Behind the name of the box stand its version and flags.
  const size = avif.indexOf('ispe') + 8
  avif.writeUInt32BE(width, size)
  avif.writeUInt32BE(height, size + 4)
  return avif
}
