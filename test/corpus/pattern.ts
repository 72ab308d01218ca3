/** What every picture of the corpus shows: no turn of it looks like another, and each part has a colour that tells. */

export type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const RED: Colour = [210, 50, 40, 255]
const GREEN: Colour = [60, 170, 70, 255]
const BLUE: Colour = [50, 80, 200, 255]
const LIGHT: Colour = [225, 220, 215, 255]
const DARK: Colour = [40, 45, 50, 255]

/** The colour at a place, each from 0 up to 1. */
export type Pattern = (u: number, v: number) => Colour

export const quarters: Pattern = (u, v) => {
  if (u > 0.375 && u < 0.625 && v > 0.125 && v < 0.375) return DARK
  if (v < 0.5) return u < 0.5 ? RED : GREEN
  return u < 0.5 ? BLUE : LIGHT
}

/** The same in grey. */
export const greyQuarters: Pattern = (u, v) => {
  const [red, green, blue, alpha] = quarters(u, v)
  const grey = Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
  return [grey, grey, grey, alpha]
}

/** The same with a hole in it. */
export const holed: Pattern = (u, v) => (u > 0.625 && v > 0.625 ? [0, 0, 0, 0] : quarters(u, v))

/** Checks of one pixel each, for pictures of so many. */
export const checks =
  (side: number): Pattern =>
  (u, v) =>
    (Math.floor(u * side) + Math.floor(v * side)) % 2 === 0 ? [230, 20, 20, 255] : [20, 20, 230, 255]

/** Where a stored pixel is seen, by the EXIF orientation; width and height are those stored. */
const SEEN_AT: readonly ((x: number, y: number, w: number, h: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, w) => [w - 1 - x, y],
  (x, y, w, h) => [w - 1 - x, h - 1 - y],
  (x, y, _w, h) => [x, h - 1 - y],
  (x, y) => [y, x],
  (x, y, _w, h) => [h - 1 - y, x],
  (x, y, w, h) => [h - 1 - y, w - 1 - x],
  (x, y, w) => [y, w - 1 - x],
]

/** RGBA pixels that show the pattern once they are turned as the orientation says. */
export function pixelsOf(pattern: Pattern, width: number, height = width, orientation = 1): Buffer {
  const pixels = Buffer.alloc(4 * width * height)
  const [seenWidth, seenHeight] = orientation > 4 ? [height, width] : [width, height]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [seenX, seenY] = SEEN_AT[orientation - 1]!(x, y, width, height)
      pixels.set(pattern((seenX + 0.5) / seenWidth, (seenY + 0.5) / seenHeight), 4 * (y * width + x))
    }
  }
  return pixels
}
