import { type Colour, type Pattern, pixelsOf } from './pattern.js'

export interface GifFrame {
  left: number
  top: number
  width: number
  height: number
  pattern: Pattern
  interlaced?: boolean
  localColours?: boolean
  /** Only so many of its pixels are there. */
  pixels?: number
}

const uint16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [value & 0xff, value >> 8]))

/** A GIF of these frames on a screen. Fully transparent pixels are, where there are any. */
export function gifFile(width: number, height: number, frames: GifFrame[], extensions: Buffer[] = []): Buffer {
  const shown = frames.map((frame) => pixelsOf(frame.pattern, frame.width, frame.height))
  const colours = coloursOf(shown)
  const table = Buffer.alloc(3 * 16)
  for (const [index, colour] of colours.entries()) table.set(colour.slice(0, 3), 3 * index)
  const clear = colours.findIndex(([, , , alpha]) => alpha === 0)
  const parts = [Buffer.from('GIF89a'), uint16(width, height), Buffer.of(0xb3, 0, 0), table, ...extensions]
  for (const [index, frame] of frames.entries()) {
    const { left, top, interlaced = false, localColours = false } = frame
    const indices = indicesOf(shown[index]!, colours)
    const rows = interlaced ? interlace(indices, frame.width, frame.height) : indices
    parts.push(
      Buffer.of(0x21, 0xf9, 4, clear < 0 ? 0 : 1, 10, 0, Math.max(clear, 0), 0),
      Buffer.of(0x2c),
      uint16(left, top, frame.width, frame.height),
      Buffer.of((interlaced ? 0x40 : 0) | (localColours ? 0x83 : 0)),
      ...(localColours ? [table] : []),
      compressed(rows.slice(0, frame.pixels ?? rows.length)),
    )
  }
  return Buffer.concat([...parts, Buffer.of(0x3b)])
}

function coloursOf(pictures: Buffer[]): Colour[] {
  const colours = new Map<string, Colour>()
  for (const pixels of pictures) {
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = [...pixels.subarray(at, at + 4)] as unknown as Colour
      colours.set(colour.join(), colour)
    }
  }
  return [...colours.values()]
}

function indicesOf(pixels: Buffer, colours: Colour[]): number[] {
  const known = new Map(colours.map((colour, index) => [colour.join(), index]))
  return Array.from({ length: pixels.length / 4 }, (_, n) => known.get([...pixels.subarray(4 * n, 4 * n + 4)].join())!)
}

function interlace(indices: number[], width: number, height: number): number[] {
  const rows: number[] = []
  for (const [first, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    for (let y = first; y < height; y += step) rows.push(...indices.slice(y * width, (y + 1) * width))
  }
  return rows
}

/** Codes of five bits that are given up before they would need six: as long as the pixels, and simple. */
function compressed(indices: number[]): Buffer {
  const [bits, clear, end] = [5, 16, 17]
  const codes = [clear]
  for (const [n, index] of indices.entries()) {
    codes.push(index)
    if (n % 13 === 12) codes.push(clear)
  }
  codes.push(end)
  const bytes: number[] = []
  let held = 0
  let count = 0
  for (const code of codes) {
    held |= code << count
    for (count += bits; count >= 8; count -= 8, held >>= 8) bytes.push(held & 0xff)
  }
  bytes.push(held & 0xff)
  const blocks = [Buffer.of(4)]
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255)
    blocks.push(Buffer.of(block.length, ...block))
  }
  return Buffer.concat([...blocks, Buffer.of(0)])
}
