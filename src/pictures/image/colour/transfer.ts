/** From an encoded value, 0 to 1, to linear light: 1 is the white of a page, more is brighter. */
export type ToLinear = (value: number) => number

export const srgbToLinear: ToLinear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

export const linearToSrgb = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)

/** A display's gamma alone. */
export const gammaToLinear =
  (gamma: number): ToLinear =>
  (value) =>
    value ** gamma

/** In candela per square metre: the white of a page beside HDR (ITU-R BT.2408), and what HLG is made for. */
const REFERENCE_WHITE = 203
const HLG_PEAK = 1000

/** SMPTE ST 2084. */
export const pqToLinear: ToLinear = (value) => {
  const power = value ** (32 / 2523)
  const light = (Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (16384 / 2610)
  return (light * 10_000) / REFERENCE_WHITE
}

/** ARIB STD-B67 on a display, each channel by itself. */
export const hlgToLinear: ToLinear = (value) => {
  const scene = value <= 0.5 ? (value * value) / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
  return (scene ** 1.2 * HLG_PEAK) / REFERENCE_WHITE
}

/**
 * What browsers make of light beyond a page's white: Chromium 156 halves what is up to white, to make room, and bends
 * the rest to end at the peak of HLG. In powers of two: how bright, and how much of it is taken away.
 */
const TONE_CURVE = [
  [0, 1],
  [0.585, 1.207],
  [1.063, 1.457],
  [1.482, 1.736],
  [1.9, 2.017],
  [2.3, 2.3],
] as const

/** The factor that brings light of this brightness within 0 to 1, or near it. */
export function toneGain(brightest: number): number {
  const at = Math.log2(Math.max(brightest, 1))
  const next = TONE_CURVE.findIndex(([brightness]) => brightness > at)
  if (next < 0) return 1 / brightest
  const [[x0, y0], [x1, y1]] = [TONE_CURVE[next - 1]!, TONE_CURVE[next]!]
  return 2 ** -(y0 + ((at - x0) / (x1 - x0)) * (y1 - y0))
}
