import type { Metadata } from 'sharp'
import type { PictureFormat } from '../../domain/picture-facts.js'
import type { ImageLibrary } from './image-library.js'

/** What a picture tells of itself, by its first bytes or by all of them. */
export interface Dimensions {
  /** In pixels as displayed, as is the height. */
  readonly width: number
  readonly height: number
  /** What sharp says of it, where it had to be asked. */
  readonly metadata?: Metadata
}

/**
 * The header of a picture of which at least the first bytes are there, one frame of it if it moves and turned as its
 * EXIF says; undefined when these bytes do not tell yet.
 */
export async function readDimensions(
  bytes: Uint8Array,
  format: PictureFormat,
  library: ImageLibrary,
): Promise<Dimensions | undefined> {
  // sharp wants all of a WebP and most of a GIF before it names their size.
  if (format === 'webp') return webpSize(bytes)
  if (format !== 'gif') return headerByLibrary(bytes, library)
  const screen = gifSize(bytes)
  // A GIF may leave its size out; it is then its frames'.
  return screen?.width === 0 || screen?.height === 0 ? headerByLibrary(bytes, library) : screen
}

async function headerByLibrary(bytes: Uint8Array, library: ImageLibrary): Promise<Dimensions | undefined> {
  const sharp = await library()
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata()
    const { width, height } = metadata.autoOrient
    return { width, height, metadata }
  } catch {
    return undefined
  }
}

function gifSize(bytes: Uint8Array): Dimensions | undefined {
  if (bytes.length < 10) return undefined
  const view = viewOf(bytes)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** WebP has three kinds of first chunk: lossy, lossless (`L`) and extended (`X`), each with its own header. */
function webpSize(bytes: Uint8Array): Dimensions | undefined {
  if (bytes.length < 30) return undefined
  const view = viewOf(bytes)
  const kind = String.fromCharCode(view.getUint8(15))
  if (kind === 'X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
  if (kind === ' ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  const bits = view.getUint32(21, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

const uint24 = (view: DataView, offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
