import { gifBlocks } from '../structure/gif-blocks.js'
import type { ImageHeader } from './image-header.js'

const BYTES_PER_PIXEL = 6.5

/** Where the first frame lies on the screen. */
export interface GifFrame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Where the sub-blocks of its compressed pixels begin. */
  readonly data: number
}

/** The first frame; undefined if it is not there. */
export function firstGifFrame(file: Buffer): GifFrame | undefined {
  for (const { kind, at, data } of gifBlocks(file)) {
    if (kind !== 'image' || at + 10 > file.length) continue
    const [left, top, width, height] = [1, 3, 5, 7].map((offset) => file.readUInt16LE(at + offset)) as number[]
    return { left: left!, top: top!, width: width!, height: height!, data }
  }
  return undefined
}

/** The screen, widened where the first frame is larger, as decoders do. */
export function gifHeader(file: Buffer): ImageHeader | undefined {
  const frame = firstGifFrame(file)
  if (frame === undefined) return undefined
  const width = Math.max(file.readUInt16LE(6), frame.left + frame.width)
  const height = Math.max(file.readUInt16LE(8), frame.top + frame.height)
  return { width, height, bytesPerPixel: BYTES_PER_PIXEL }
}
