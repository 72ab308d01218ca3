import { pngChunk } from '../robustness/picture-files.js'
import type { Case } from './case.js'
import { halved, inP3, toHlg, toLight, toPq } from './colour-spaces.js'
import { checks, greyQuarters, type Pattern, quarters } from './pattern.js'
import { pngFile } from './png-writer.js'
import { picture, SQUARE } from './still-cases.js'

const gama = (gamma: number) => {
  const data = Buffer.alloc(4)
  data.writeUInt32BE(Math.round(gamma * 100_000))
  return pngChunk('gAMA', data)
}
const chrm = (...values: number[]) => {
  const data = Buffer.alloc(32)
  for (const [index, value] of values.entries()) data.writeUInt32BE(Math.round(value * 100_000), 4 * index)
  return pngChunk('cHRM', data)
}
const cicp = (primaries: number, transfer: number) => pngChunk('cICP', Buffer.of(primaries, transfer, 0, 1))
const srgb = pngChunk('sRGB', Buffer.of(0))
const withGamma = (gamma: number) => (value: number) => toLight(value) ** gamma
const D65 = [0.3127, 0.329]

const pngs: [
  name: string,
  look: Pattern,
  chunks: Buffer[],
  encode?: ((value: number) => number) | undefined,
  shown?: Pattern,
][] = [
  ['gAMA 1.0', quarters, [gama(1)], toLight],
  ['gAMA 0.45455', quarters, [gama(0.45455)]],
  ['gAMA 0.55', quarters, [gama(0.55)], withGamma(0.55)],
  ['gAMA 1/3', quarters, [gama(1 / 3)], withGamma(1 / 3)],
  ['gAMA 0', quarters, [gama(0)]],
  ['gAMA beside sRGB', quarters, [gama(1), srgb]],
  ['cHRM of sRGB', quarters, [chrm(...D65, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)]],
  ['cHRM of Display P3', inP3, [gama(0.45455), chrm(...D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)], undefined, quarters],
  ['cHRM of nothing', quarters, [chrm(0, 0, 0, 0, 0, 0, 0, 0)]],
  ['cICP sRGB', quarters, [cicp(1, 13)]],
  ['cICP Display P3', inP3, [cicp(12, 13)], undefined, quarters],
  ['cICP before gAMA', inP3, [gama(1), cicp(12, 13)], undefined, quarters],
  ['cICP linear', quarters, [cicp(1, 8)], toLight],
  ['cICP PQ', greyQuarters, [cicp(9, 16)], (value) => toPq(toLight(value)), halved],
  ['cICP HLG', greyQuarters, [cicp(9, 18)], (value) => toHlg(toLight(value)), halved],
]

const pngCases = pngs.flatMap(([name, pattern, chunks, encode, shown]) =>
  ([8, 16] as const).map(
    (bits): Case => ({
      kind: 'PNG, colours',
      name: `PNG ${name}, ${bits} bits`,
      make: () => pngFile({ pattern, width: SQUARE, colour: 2, bits, chunks, ...(encode && { encode }) }),
      expected: { side: SQUARE, look: shown ?? pattern },
    }),
  ),
)

const tiny = [1, 2, 4, 8, 16].flatMap((side): Case[] => {
  const look = checks(side)
  const image = () => picture(look, side).removeAlpha()
  const expected = { side, look }
  const kind = 'a few pixels'
  return [
    {
      kind,
      expected,
      name: `JPEG checks of ${side}`,
      make: () => image().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
    },
    {
      kind,
      expected,
      name: `PNG checks of ${side}`,
      make: () => pngFile({ pattern: look, width: side, colour: 2, bits: 8 }),
    },
    { kind, expected, name: `WebP checks of ${side}`, make: () => image().webp({ lossless: true }).toBuffer() },
    { kind, expected, name: `AVIF checks of ${side}`, make: () => image().avif({ quality: 95 }).toBuffer() },
  ]
})

export const colourCases: Case[] = [...pngCases, ...tiny]
