import sharp from 'sharp'
import { pngChunk } from '../robustness/picture-files.js'
import type { Case, Expected } from './case.js'
import { holed, type Pattern, pixelsOf, quarters } from './pattern.js'
import { pngFile } from './png-writer.js'
import { expectedOf, SHAPES } from './still-cases.js'

const kind = 'moving'

/** Frames one below the other, as sharp takes them. */
function moving(width: number, height: number, looks: Pattern[]) {
  const pixels = Buffer.concat(looks.map((look) => pixelsOf(look, width, height)))
  return sharp(pixels, { raw: { width, height: height * looks.length, channels: 4, pageHeight: height } })
}

const joined = SHAPES.flatMap(([width, height]) =>
  (['webp', 'gif'] as const).map(
    (format): Case => ({
      kind,
      name: `${format} of three frames, ${width}x${height}`,
      make: () => moving(width, height, [quarters, holed, holed]).toFormat(format).toBuffer(),
      expected: expectedOf(quarters, width, height),
    }),
  ),
)

/** Sequence number, size, place, and how long. */
function frameControl(sequence: number, width: number, height: number): Buffer {
  const data = Buffer.alloc(26)
  for (const [index, value] of [sequence, width, height].entries()) data.writeUInt32BE(value, 4 * index)
  data.set([0, 1, 0, 10], 20)
  return pngChunk('fcTL', data)
}

function animatedPng(frames: number, width: number, height: number): Buffer {
  const control = Buffer.alloc(8)
  control.writeUInt32BE(frames)
  const later = Array.from({ length: frames - 1 }, (_, index) => frameControl(index + 1, width, height))
  const chunks = [pngChunk('acTL', control), frameControl(0, width, height)]
  return pngFile({ pattern: quarters, width, height, colour: 2, bits: 8, chunks, trailing: later })
}

const pngs = SHAPES.flatMap(([width, height]) =>
  ([3, 1000, 1001] as const).map((frames): Case => {
    const good: Expected = expectedOf(quarters, width, height)
    return {
      kind,
      name: `PNG of ${frames} frames, ${width}x${height}`,
      make: () => animatedPng(frames, width, height),
      expected: frames > 1000 && width === height ? { rule: 'picture-too-many-frames' } : good,
    }
  }),
)

/** One pixel that is all transparent: as short as WebP can be. */
const shortest: Case = {
  kind: 'a few pixels',
  name: 'WebP of 28 bytes',
  make: () => Buffer.from('5249464614000000574542505650384c080000002f00000010888808', 'hex'),
  expected: { side: 1, look: () => [0, 0, 0, 0] },
}

export const movingCases: Case[] = [...joined, ...pngs, shortest]
