import t from 'tap'
import { codedColourSpace } from '../../../src/pictures/image/colour/colour-space.js'
import { convertPixels } from '../../../src/pictures/image/colour/convert-pixels.js'
import { readColourSpace } from '../../../src/pictures/image/colour/read-colour-space.js'
import { box, pngChunk } from '../../robustness/picture-files.js'

/** The red that Chromium 156 shows for a grey and for a red of that value, by primaries and transfer. */
const CHROMIUM: [
  primaries: number,
  transfer: number,
  greys: [value: number, shown: number][],
  reds: [number, number][],
][] = [
  [
    9,
    16,
    [
      [64, 30],
      [96, 70],
      [128, 133],
      [144, 175],
      [160, 213],
      [176, 236],
      [192, 255],
      [255, 255],
    ],
    [
      [64, 40],
      [128, 167],
    ],
  ],
  [
    9,
    18,
    [
      [64, 43],
      [96, 71],
      [128, 100],
      [160, 135],
      [192, 189],
      [224, 228],
    ],
    [],
  ],
  [
    12,
    13,
    [
      [64, 64],
      [192, 192],
    ],
    [
      [64, 71],
      [128, 141],
      [192, 210],
    ],
  ],
  [
    11,
    13,
    [
      [64, 64],
      [192, 192],
    ],
    [
      [64, 69],
      [128, 137],
      [192, 205],
    ],
  ],
  [
    1,
    8,
    [
      [32, 99],
      [64, 137],
      [128, 188],
    ],
    [],
  ],
  [
    1,
    4,
    [
      [32, 26],
      [128, 129],
      [224, 225],
    ],
    [],
  ],
  [
    12,
    16,
    [[96, 70]],
    [
      [64, 34],
      [128, 145],
    ],
  ],
]

for (const [primaries, transfer, greys, reds] of CHROMIUM) {
  t.test(`primaries ${primaries}, transfer ${transfer}, as Chromium shows them`, async (t) => {
    const space = codedColourSpace(primaries, transfer)!
    const shown = (...pixel: number[]) =>
      convertPixels(
        Uint16Array.from(pixel, (value) => value * 257),
        3,
        space,
      )[0]!
    for (const [value, expected] of greys) t.ok(Math.abs(shown(value, value, value) - expected) <= 4, `grey ${value}`)
    for (const [value, expected] of reds) t.ok(Math.abs(shown(value, 0, 0) - expected) <= 6, `red ${value}`)
  })
}

t.test('a gamma of 2.8 is darker than one of 2.2', async (t) => {
  const grey = Uint16Array.of(0x8000, 0x8000, 0x8000)
  const [light, dark] = [4, 5].map((transfer) => convertPixels(grey, 3, codedColourSpace(1, transfer)!)[0]!)
  t.ok(dark! < light! - 10, `${dark} < ${light}`)
})

t.test('transparency stays as it is', async (t) => {
  const pixels = Uint16Array.of(0, 0, 0, 0x8000, 65_535, 65_535, 65_535, 0)
  t.same([...convertPixels(pixels, 4, codedColourSpace(12, 13)!)], [0, 0, 0, 128, 255, 255, 255, 0])
})

t.test('what is as good as sRGB is left to the decoder', async (t) => {
  for (const [primaries, transfer] of [
    [1, 13],
    [1, 1],
    [2, 2],
    [1, 6],
  ] as const) {
    t.equal(codedColourSpace(primaries, transfer), undefined)
  }
  const avif = (...properties: Buffer[]) => {
    const meta = Buffer.concat([Buffer.alloc(4), box('iprp', box('ipco', Buffer.concat(properties)))])
    return Buffer.concat([box('ftyp', Buffer.from('avif')), box('meta', meta)])
  }
  const nclx = box('colr', Buffer.from('nclx\0\x0c\0\x0d\0\x01\x80', 'latin1'))
  t.ok(readColourSpace(avif(box('ispe', Buffer.alloc(12)), nclx), 'avif'))
  t.equal(readColourSpace(avif(nclx, box('colr', Buffer.from('prof'))), 'avif'), undefined, 'a profile counts')
  t.equal(readColourSpace(avif(box('colr', Buffer.from('nclx'))), 'avif'), undefined, 'one that is cut')
  const png = (...chunks: Buffer[]) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks])
  t.equal(readColourSpace(png(pngChunk('cICP', Buffer.of(12))), 'png'), undefined)
  t.equal(readColourSpace(png(pngChunk('cHRM', Buffer.of(12))), 'png'), undefined)
  t.equal(readColourSpace(png(pngChunk('gAMA', Buffer.of(12))), 'png'), undefined)
})
