import { box } from '../robustness/picture-files.js'
import type { Case } from './case.js'
import { encodedBy, halved, inP3, toHlg, toLight, toPq } from './colour-spaces.js'
import { greyQuarters, holed, type Pattern, quarters } from './pattern.js'
import { expectedOf, picture, SHAPES, SQUARE } from './still-cases.js'

const kinds: [name: string, look: Pattern, options: object][] = [
  ['4:2:0', quarters, { quality: 80, chromaSubsampling: '4:2:0' }],
  ['4:4:4', quarters, { quality: 80 }],
  ['lossless', quarters, { lossless: true }],
  ['with a hole', holed, { quality: 80 }],
]

/** Other major brands that AVIF files have. */
const BRANDS = ['avif', 'avis', 'miaf', 'MA1B', 'MA1A', 'mif1']

const encoded = (look: Pattern, options: object, width: number = SQUARE, height = width) => {
  const image = picture(look, width, height)
  return (look === holed ? image : image.removeAlpha()).avif({ effort: 0, ...options }).toBuffer()
}

const plain = kinds.flatMap(([name, look, options]) =>
  SHAPES.flatMap(([width, height]) =>
    BRANDS.map(
      (brand): Case => ({
        kind: 'AVIF, brands',
        name: `AVIF ${name}, ${brand}, ${width}x${height}`,
        make: async () => {
          const file = await encoded(look, options, width, height)
          file.write(brand, 8, 'latin1')
          return file
        },
        expected: expectedOf(look, width, height),
      }),
    ),
  ),
)

const [PRIMARIES, TRANSFER] = [8, 10]

/** The same file with other code points for its colours. */
function coded(file: Buffer, primaries: number, transfer: number): Buffer {
  const at = file.indexOf('nclx') - 4
  file.writeUInt16BE(primaries, at + PRIMARIES)
  file.writeUInt16BE(transfer, at + TRANSFER)
  return file
}

const spaces: [name: string, drawn: Pattern, shown: Pattern, primaries: number, transfer: number][] = [
  ['sRGB', quarters, quarters, 1, 13],
  ['BT.709', quarters, quarters, 1, 1],
  ['nothing', quarters, quarters, 2, 2],
  ['Display P3', inP3, quarters, 12, 13],
  ['linear light', encodedBy(quarters, toLight), quarters, 1, 8],
  ['PQ', encodedBy(greyQuarters, (value) => toPq(toLight(value))), halved, 9, 16],
  ['HLG', encodedBy(greyQuarters, (value) => toHlg(toLight(value))), halved, 9, 18],
]

const colours = spaces.map(
  ([name, drawn, shown, primaries, transfer]): Case => ({
    kind: 'AVIF, colours',
    name: `AVIF that says ${name}`,
    make: async () => coded(await encoded(drawn, { lossless: true }), primaries, transfer),
    expected: { side: SQUARE, look: shown },
  }),
)

const boxes: Case[] = [
  {
    kind: 'AVIF, boxes',
    name: 'AVIF with free space behind it',
    make: async () => Buffer.concat([await encoded(quarters, {}), box('free', Buffer.alloc(5000))]),
    expected: { side: SQUARE, look: quarters },
  },
]

export const avifCases: Case[] = [...plain, ...colours, ...boxes]
