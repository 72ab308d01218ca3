import { deflateSync } from 'node:zlib'
import { pngChunk } from '../robustness/picture-files.js'
import { type Colour, type Pattern, pixelsOf } from './pattern.js'

export interface PngOptions {
  pattern: Pattern
  width: number
  height?: number
  /** 0: grey; 2: RGB; 3: palette; 4: grey and alpha; 6: RGBA. */
  colour: 0 | 2 | 3 | 4 | 6
  bits: 1 | 2 | 4 | 8 | 16
  interlaced?: boolean
  orientation?: number
  /** Ahead of the pixels. */
  chunks?: Buffer[]
  /** Behind the pixels. */
  trailing?: Buffer[]
  /** What a sample of 0 to 1 is written as. */
  encode?: (value: number) => number
}

/** Where each pass of an interlaced picture begins, and its steps. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** A PNG of any kind, each row without a filter. */
export function pngFile(options: PngOptions): Buffer {
  const { pattern, width, height = width, colour, bits, interlaced = false, orientation = 1 } = options
  const pixels = pixelsOf(pattern, width, height, orientation)
  const palette = colour === 3 ? paletteOf(pixels) : []
  const samplesAt = (x: number, y: number) => {
    const pixel = [...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)] as unknown as Colour
    return samplesOf(pixel, options, palette)
  }
  const passes = interlaced ? PASSES : ([[0, 0, 1, 1]] as const)
  const rows: Buffer[] = []
  for (const [left, top, right, down] of passes) {
    for (let y = top; y < height && left < width; y += down) {
      const samples: number[] = []
      for (let x = left; x < width; x += right) samples.push(...samplesAt(x, y))
      rows.push(Buffer.of(0), packed(samples, bits))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...(options.chunks ?? []),
    ...paletteChunks(palette),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    ...(options.trailing ?? []),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function samplesOf(
  pixel: Colour,
  { colour, bits, encode = (value) => value }: PngOptions,
  palette: Colour[],
): number[] {
  const most = 2 ** bits - 1
  const [red, green, blue, alpha] = pixel
  const scaled = (value: number) => Math.round(encode(value / 255) * most)
  const opacity = Math.round((alpha / 255) * most)
  if (colour === 3) return [palette.findIndex((entry) => entry.join() === pixel.join())]
  if (colour === 0) return [scaled(red)]
  if (colour === 4) return [scaled(red), opacity]
  const rgb = [scaled(red), scaled(green), scaled(blue)]
  return colour === 2 ? rgb : [...rgb, opacity]
}

function packed(samples: number[], bits: number): Buffer {
  const row = Buffer.alloc(Math.ceil((samples.length * bits) / 8))
  for (const [index, sample] of samples.entries()) {
    if (bits === 16) row.writeUInt16BE(sample, 2 * index)
    else row[(index * bits) >> 3]! |= sample << (8 - bits - ((index * bits) % 8))
  }
  return row
}

function paletteOf(pixels: Buffer): Colour[] {
  const colours = new Map<string, Colour>()
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = [...pixels.subarray(at, at + 4)] as unknown as Colour
    colours.set(colour.join(), colour)
  }
  return [...colours.values()]
}

function paletteChunks(palette: Colour[]): Buffer[] {
  if (palette.length === 0) return []
  const chunks = [pngChunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3))))]
  if (palette.some(([, , , alpha]) => alpha < 255)) {
    chunks.push(pngChunk('tRNS', Buffer.from(palette.map(([, , , alpha]) => alpha))))
  }
  return chunks
}
