import type { ColourSpace } from './colour-space.js'
import { apply, toLinearSrgb } from './primaries.js'
import { linearToSrgb, toneGain } from './transfer.js'

const DEEP = 65_535

let encoded: Uint8Array | undefined

/** What light of 0 to 1, in as many steps, is in sRGB. Made once, as it is always the same. */
function encodings(): Uint8Array {
  encoded ??= Uint8Array.from({ length: DEEP + 1 }, (_, value) => Math.round(255 * linearToSrgb(value / DEEP)))
  return encoded
}

/** Pixels of 16 bits a channel in that space, as pixels of 8 bits in sRGB. Transparency stays as it is. */
export function convertPixels(pixels: Uint16Array, channels: number, space: ColourSpace): Uint8Array {
  const light = Float64Array.from({ length: DEEP + 1 }, (_, value) => space.toLinear(value / DEEP))
  const table = encodings()
  const encode = (value: number) => table[Math.round(DEEP * Math.min(1, Math.max(0, value)))]!
  const matrix = toLinearSrgb(space.primaries)

  const converted = new Uint8Array(pixels.length)
  for (let at = 0; at < pixels.length; at += channels) {
    const source = [light[pixels[at]!]!, light[pixels[at + 1]!]!, light[pixels[at + 2]!]!] as const
    const gain = space.isHdr ? toneGain(Math.max(...source)) : 1
    const [red, green, blue] = apply(matrix, source)
    converted[at] = encode(gain * red)
    converted[at + 1] = encode(gain * green)
    converted[at + 2] = encode(gain * blue)
    if (channels === 4) converted[at + 3] = pixels[at + 3]! >> 8
  }
  return converted
}
