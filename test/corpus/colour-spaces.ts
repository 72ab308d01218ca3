import { greyQuarters, type Pattern, quarters } from './pattern.js'

/** The same colours in other spaces, by formulas of this file alone. */

export const toLight = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const toSrgb = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)

/** From a page's light to PQ and HLG, white at 203 cd/m². */
export const toPq = (light: number) => {
  const power = ((light * 203) / 10_000) ** 0.1593017578125
  return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
}
export const toHlg = (light: number) => {
  const scene = ((light * 203) / 1000) ** (1 / 1.2)
  return scene <= 1 / 12 ? Math.sqrt(3 * scene) : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073
}
/** Browsers make room for what is brighter than white. */
export const halved: Pattern = (u, v) => {
  const [grey] = greyQuarters(u, v)
  const shown = Math.round(255 * toSrgb(toLight(grey / 255) / 2))
  return [shown, shown, shown, 255]
}

/** Linear sRGB in linear Display P3, as published. */
export const inP3: Pattern = (u, v) => {
  const [red, green, blue] = quarters(u, v).map((value) => toLight(value / 255)) as [number, number, number]
  const rows = [
    [0.8225, 0.1775, 0],
    [0.0332, 0.9669, 0],
    [0.0171, 0.0724, 0.9108],
  ] as const
  const shown = rows.map(([r, g, b]) => 255 * toSrgb(Math.min(1, r * red + g * green + b * blue)))
  return [shown[0]!, shown[1]!, shown[2]!, 255]
}

/** The pattern with each value of 0 to 1 written as another. */
export const encodedBy =
  (pattern: Pattern, encode: (value: number) => number): Pattern =>
  (u, v) => {
    const [red, green, blue, alpha] = pattern(u, v)
    const written = (value: number) => Math.round(255 * encode(value / 255))
    return [written(red), written(green), written(blue), alpha]
  }
