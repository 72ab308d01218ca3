import type { Case, Expected } from './case.js'
import { DAMAGED } from './case.js'
import { type GifFrame, gifFile } from './gif-writer.js'
import { holed, type Pattern, quarters } from './pattern.js'

const whole = (width: number, height = width, pattern = quarters): GifFrame => ({
  left: 0,
  top: 0,
  width,
  height,
  pattern,
})

/** The pattern in a part of the square, and nothing around it. */
const within =
  (left: number, top: number, right: number, bottom: number): Pattern =>
  (u, v) =>
    u < left || v < top || u >= right || v >= bottom
      ? [0, 0, 0, 0]
      : quarters((u - left) / (right - left), (v - top) / (bottom - top))

const comment = Buffer.from('\x21\xfe\x05hello\0', 'latin1')
const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1')

const square = { side: 80, look: quarters }
const cases: [name: string, screen: [number, number], frames: GifFrame[], expected: Expected, extensions?: Buffer[]][] =
  [
    ['as large as its screen', [80, 80], [whole(80)], square],
    ['interlaced', [80, 80], [{ ...whole(80), interlaced: true }], square],
    ['with colours of its own', [80, 80], [{ ...whole(80), localColours: true }], square],
    ['with a hole', [80, 80], [whole(80, 80, holed)], { side: 80, look: holed }],
    ['moving', [80, 80], [whole(80), whole(80, 80, holed), whole(40)], square],
    ['with a comment', [80, 80], [whole(80)], square, [comment, loop]],
    ['without a screen', [0, 0], [whole(80)], square],
    ['wide', [80, 48], [whole(80, 48)], { size: '80x48' }],
    ['wide and moving', [80, 48], [whole(80, 48), whole(80, 48)], { size: '80x48' }],
    ['on a narrow screen', [20, 80], [whole(80)], square],
    ['on a low screen', [80, 20], [whole(80)], square],
    ['wider than its square screen', [40, 40], [whole(80, 40)], { size: '80x40' }],
    ['beside its screen', [40, 40], [{ ...whole(40), left: 20 }], { size: '60x40' }],
    [
      'beyond a corner of its screen',
      [40, 40],
      [{ ...whole(40), left: 40, top: 40 }],
      { side: 80, look: within(0.5, 0.5, 1, 1) },
    ],
    ['later frame beyond its screen', [80, 80], [whole(80), whole(160, 80)], square],
    [
      'amid its screen',
      [80, 80],
      [{ ...whole(40), left: 20, top: 20 }],
      { side: 80, look: within(0.25, 0.25, 0.75, 0.75) },
    ],
    ['at the left of its screen', [80, 80], [whole(40, 80)], { side: 80, look: within(0, 0, 0.5, 1) }],
    ['at the top, moving', [80, 80], [whole(80, 40), whole(80)], { side: 80, look: within(0, 0, 1, 0.5) }],
    ['with three pixels', [80, 80], [{ ...whole(80), pixels: 3 }], DAMAGED],
    ['with half its pixels', [80, 80], [{ ...whole(80), pixels: 3200 }], DAMAGED],
    ['with all but one of its pixels', [80, 80], [{ ...whole(80), pixels: 6399 }], DAMAGED],
    ['of 1,000 frames', [8, 8], Array(1000).fill(whole(8)), { side: 8, look: quarters }],
    ['of 1,001 frames', [8, 8], Array(1001).fill(whole(8)), { rule: 'picture-too-many-frames' }],
  ]

export const gifCases = cases.map(
  ([name, [width, height], frames, expected, extensions]): Case => ({
    kind: 'GIF, screens and frames',
    name: `GIF ${name}`,
    make: () => gifFile(width, height, frames, extensions),
    expected,
  }),
)
