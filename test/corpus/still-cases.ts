import sharp, { type Sharp } from 'sharp'
import type { Case, Expected } from './case.js'
import { greyQuarters, holed, type Pattern, pixelsOf, quarters } from './pattern.js'
import { type PngOptions, pngFile } from './png-writer.js'
import { jpegTurned, webpTurned } from './with-orientation.js'

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8]

/** Square and not, as they are stored. */
export const SHAPES = [
  [96, 96],
  [120, 72],
] as const

export const SQUARE: number = SHAPES[0][0]

/** The pixels of a picture for sharp to write; what it must look like when read does not come from sharp. */
export function picture(pattern: Pattern, width: number, height = width, orientation = 1): Sharp {
  return sharp(pixelsOf(pattern, width, height, orientation), { raw: { width, height, channels: 4 } })
}

export function expectedOf(look: Pattern, width: number, height: number, orientation = 1): Expected {
  if (width === height) return { side: width, look }
  return { size: orientation > 4 ? `${height}x${width}` : `${width}x${height}` }
}

type Encode = (image: Sharp) => Sharp

const jpegs: [name: string, look: Pattern, encode: Encode][] = [
  ['4:2:0', quarters, (image) => image.removeAlpha().jpeg({ quality: 90 })],
  ['4:4:4', quarters, (image) => image.removeAlpha().jpeg({ quality: 90, chromaSubsampling: '4:4:4' })],
  ['progressive', quarters, (image) => image.removeAlpha().jpeg({ quality: 90, progressive: true })],
  ['grey', greyQuarters, (image) => image.removeAlpha().toColourspace('b-w').jpeg({ quality: 90 })],
  ['CMYK with its profile', quarters, (image) => image.removeAlpha().withIccProfile('cmyk').jpeg({ quality: 95 })],
  ['Display P3', quarters, (image) => image.removeAlpha().withIccProfile('p3').jpeg({ quality: 90 })],
]

const webps: typeof jpegs = [
  ['lossy', quarters, (image) => image.removeAlpha().webp({ quality: 90 })],
  ['lossless', quarters, (image) => image.removeAlpha().webp({ lossless: true })],
  ['lossy with a hole', holed, (image) => image.webp({ quality: 90 })],
  ['lossless with a hole', holed, (image) => image.webp({ lossless: true })],
  ['Display P3', quarters, (image) => image.removeAlpha().withIccProfile('p3').webp({ quality: 90 })],
]

type Turn = (file: Buffer, orientation: number, width: number, height: number) => Buffer

function turned(format: string, encodings: typeof jpegs, turn: Turn): Case[] {
  return encodings.flatMap(([name, look, encode]) =>
    ORIENTATIONS.flatMap((orientation) =>
      SHAPES.map(
        ([width, height]): Case => ({
          kind: `${format}, each orientation`,
          name: `${format} ${name}, orientation ${orientation}, ${width}x${height}`,
          make: async () => {
            const file = await encode(picture(look, width, height, orientation)).toBuffer()
            return turn(file, orientation, width, height)
          },
          expected: expectedOf(look, width, height, orientation),
        }),
      ),
    ),
  )
}

const pngs: [name: string, look: Pattern, options: Pick<PngOptions, 'colour' | 'bits'>][] = [
  ...([8, 16] as const).flatMap((bits): typeof pngs => [
    [`grey of ${bits} bits`, greyQuarters, { colour: 0, bits }],
    [`RGB of ${bits} bits`, quarters, { colour: 2, bits }],
    [`RGBA of ${bits} bits`, holed, { colour: 6, bits }],
  ]),
  [
    'grey and alpha of 8 bits',
    (u, v) => (u > 0.625 && v > 0.625 ? [0, 0, 0, 0] : greyQuarters(u, v)),
    { colour: 4, bits: 8 },
  ],
  ['grey and alpha of 16 bits', greyQuarters, { colour: 4, bits: 16 }],
  ['grey of 4 bits', greyQuarters, { colour: 0, bits: 4 }],
  ['grey of 2 bits', (u) => (u < 0.5 ? [85, 85, 85, 255] : [170, 170, 170, 255]), { colour: 0, bits: 2 }],
  ['grey of 1 bit', (u, v) => (u < 0.5 && v < 0.5 ? [0, 0, 0, 255] : [255, 255, 255, 255]), { colour: 0, bits: 1 }],
  ['palette of 8 bits', quarters, { colour: 3, bits: 8 }],
  ['palette of 4 bits with a hole', holed, { colour: 3, bits: 4 }],
  ['palette of 1 bit', (u) => (u < 0.5 ? [210, 50, 40, 255] : [50, 80, 200, 255]), { colour: 3, bits: 1 }],
]

const pngCases = pngs.flatMap(([name, pattern, options]) =>
  [false, true].flatMap((interlaced) =>
    SHAPES.map(
      ([width, height]): Case => ({
        kind: 'PNG, each kind',
        name: `PNG ${name}${interlaced ? ', interlaced' : ''}, ${width}x${height}`,
        make: () => pngFile({ ...options, pattern, width, height, interlaced }),
        expected: expectedOf(pattern, width, height),
      }),
    ),
  ),
)

export const stillCases: Case[] = [
  ...turned('JPEG', jpegs, jpegTurned),
  ...turned('WebP', webps, webpTurned),
  ...pngCases,
]
