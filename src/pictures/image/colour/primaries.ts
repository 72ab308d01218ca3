/** The x and y of red, green, blue and white. */
export type Chromaticities = readonly [number, number, number, number, number, number, number, number]

/** Nine numbers, row by row. */
export type Matrix = readonly number[]

const D65 = [0.3127, 0.329] as const
export const SRGB_PRIMARIES: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...D65]

/** By their number in ITU-T H.273, which PNG and AVIF use; those left out are as good as sRGB's. */
export const CODED_PRIMARIES: Record<number, Chromaticities> = {
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...D65],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65],
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.31, 0.316],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...D65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...D65],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...D65],
}

/** From linear light in these primaries to linear sRGB, white to white. */
export function toLinearSrgb(primaries: Chromaticities): Matrix {
  return multiply(invert(toXyz(SRGB_PRIMARIES)), multiply(adaptWhite(primaries), toXyz(primaries)))
}

function toXyz([rx, ry, gx, gy, bx, by, wx, wy]: Chromaticities): Matrix {
  const columns = [rx / ry, gx / gy, bx / by, 1, 1, 1, (1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by]
  const [r, g, b] = apply(invert(columns), xyzOf(wx, wy))
  return columns.map((value, index) => value * [r, g, b][index % 3]!)
}

const xyzOf = (x: number, y: number) => [x / y, 1, (1 - x - y) / y] as const

/** How an eye that has got used to one white sees the other: Bradford's matrix. */
const BRADFORD: Matrix = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296]

function adaptWhite([, , , , , , wx, wy]: Chromaticities): Matrix {
  const from = apply(BRADFORD, xyzOf(wx, wy))
  const to = apply(BRADFORD, xyzOf(...D65))
  const scale = [to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]]
  return multiply(invert(BRADFORD), multiply(scale, BRADFORD))
}

export function apply(m: Matrix, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [m[0]! * x + m[1]! * y + m[2]! * z, m[3]! * x + m[4]! * y + m[5]! * z, m[6]! * x + m[7]! * y + m[8]! * z]
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = [0, 1, 2].map((column) => apply(a, [b[column]!, b[column + 3]!, b[column + 6]!]))
  return [0, 1, 2].flatMap((row) => columns.map((column) => column[row]!))
}

function invert(m: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number]
  const cofactors = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
  const determinant = a * cofactors[0]! + b * cofactors[3]! + c * cofactors[6]!
  return cofactors.map((cofactor) => cofactor / determinant)
}
