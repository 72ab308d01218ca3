import type { Pattern } from './pattern.js'
import { pixelsOf } from './pattern.js'

export const SIDE = 64
const MOST = 12

/** How far a picture of 64×64 RGBA pixels is from what it must look like, on a grey ground: 0 to 255 for each channel. */
export function difference(pixels: Uint8Array, look: Pattern): number {
  const expected = pixelsOf(look, SIDE)
  let sum = 0
  for (let at = 0; at < expected.length; at += 4) {
    for (const channel of [0, 1, 2]) {
      const shown = (of: Uint8Array) => (of[at + channel]! * of[at + 3]! + 128 * (255 - of[at + 3]!)) / 255
      sum += Math.abs(shown(pixels) - shown(expected))
    }
  }
  return sum / (3 * SIDE * SIDE)
}

export const looksRight = (off: number) => off < MOST
