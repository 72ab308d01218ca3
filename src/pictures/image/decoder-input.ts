import type { PictureFormat } from '../../domain/picture-facts.js'
import { firstGifFrame, gifHeader } from './header/gif-header.js'
import { gifBlocks } from './structure/gif-blocks.js'
import { pngChunks } from './structure/png-chunks.js'

/** A file as sharp has to be given it. */
export function decoderInput(file: Buffer, format: PictureFormat): Buffer {
  if (format === 'avif') return avifInput(file)
  if (format === 'png') return pngInput(file)
  return format === 'gif' ? gifInput(file) : file
}

const PNG_TEXT = ['tEXt', 'zTXt', 'iTXt']

/** Texts say nothing of how a picture looks, and each may inflate to thousands of times its length. */
function pngInput(file: Buffer): Buffer {
  const chunks = [...pngChunks(file)]
  const kept = chunks.filter(({ type }) => !PNG_TEXT.includes(type))
  if (kept.length === chunks.length) return file
  return Buffer.concat([file.subarray(0, 8), ...kept.map(({ whole }) => whole)])
}

const AVIF = Buffer.from('avif')

/**
 * libvips goes by the major brand, and does not know all that AVIF files have: `avis` (moving), `miaf`, `MA1B`.
 * All of them hold a picture that can be decoded.
 */
export function avifInput(file: Buffer): Buffer {
  if (AVIF.equals(file.subarray(8, 12))) return file
  const input = Buffer.from(file)
  AVIF.copy(input, 8)
  return input
}

/** A control block that says transparent, a frame of one pixel that nobody looks at, and the trailer. */
const TRANSPARENT_FRAME = Buffer.from('21f90401000000002c00000000010001000002024401003b', 'hex')

/**
 * libvips paints black what the first frame leaves uncovered, unless some frame is transparent: then it is transparent,
 * as in browsers.
 */
function gifInput(file: Buffer): Buffer {
  const screen = gifHeader(file)
  const frame = firstGifFrame(file)
  if (frame?.width === screen?.width && frame?.height === screen?.height) return file
  return Buffer.concat([file.subarray(0, trailerOf(file)), TRANSPARENT_FRAME])
}

/** A file that is complete has one. */
function trailerOf(file: Buffer): number {
  return [...gifBlocks(file)].at(-1)!.at
}
