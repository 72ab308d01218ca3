import t from 'tap'
import { countFrames } from '../../../src/pictures/image/count-frames.js'
import { exifOrientation } from '../../../src/pictures/image/header/exif-orientation.js'
import { gifHeader } from '../../../src/pictures/image/header/gif-header.js'
import { jpegHeader } from '../../../src/pictures/image/header/jpeg-header.js'
import { pngHeader } from '../../../src/pictures/image/header/png-header.js'
import { webpHeader } from '../../../src/pictures/image/header/webp-header.js'
import { gifPixels } from '../../../src/pictures/image/structure/gif-pixels.js'
import { box } from '../../robustness/picture-files.js'

const text = (value: string) => Buffer.from(value, 'latin1')
const entry = (tag: string, type: string, value: string) => `${tag}${type}\0\0\0\x01${value}`

const exifs: [name: string, exif: string, orientation: number][] = [
  ['nothing', '', 1],
  ['another order of bytes', 'XX*\0\x08\0\0\0', 1],
  ['no more than the order of bytes', 'II*\0', 1],
  ['a place beyond its end', 'MM\0*\xff\xff\xff\xff', 1],
  ['fewer entries than it says', 'MM\0*\0\0\0\x08\0\x09', 1],
  ['an orientation', `MM\0*\0\0\0\x08\0\x01${entry('\x01\x12', '\0\x03', '\0\x06\0\0')}`, 6],
  [
    'one behind another entry',
    `MM\0*\0\0\0\x08\0\x02${entry('\x01\x0f', '\0\x02', '\0\0\0\0')}${entry('\x01\x12', '\0\x03', '\0\x08\0\0')}`,
    8,
  ],
  ['one of another type', `MM\0*\0\0\0\x08\0\x01${entry('\x01\x12', '\0\x04', '\0\x06\0\0')}`, 1],
  ['one below all', `MM\0*\0\0\0\x08\0\x01${entry('\x01\x12', '\0\x03', '\0\0\0\0')}`, 1],
  ['one above all', `MM\0*\0\0\0\x08\0\x01${entry('\x01\x12', '\0\x03', '\0\x09\0\0')}`, 1],
]
for (const [name, exif, orientation] of exifs) {
  t.test(`EXIF of ${name}`, async (t) => t.equal(exifOrientation(text(exif)), orientation))
}

const FRAME = '\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0'
const SCAN = '\xff\xda\0\x08\x01\x01\0\0\x3f\0'
const jpegs: [name: string, file: string, header: object | undefined][] = [
  ['nothing behind its start', '\xff\xd8\xff', undefined],
  ['a segment that is cut', '\xff\xd8\xff\xe0\0\x10JFIF', undefined],
  ['a marker that is cut', '\xff\xd8\xff\xe0\0', undefined],
  ['a scan without a frame', `\xff\xd8${SCAN}`, undefined],
  ['a frame that is too short', `\xff\xd8\xff\xc0\0\x04\x08\0${SCAN}`, undefined],
  ['a frame and a scan', `\xff\xd8${FRAME}${SCAN}`, { width: 32, height: 16 }],
  ['two frames', `\xff\xd8${FRAME}\xff\xc2\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0${SCAN}`, { width: 32, height: 16 }],
  ['a lone marker between', `\xff\xd8\xff\xd0${FRAME}\xff\x01${SCAN}`, { width: 32, height: 16 }],
]
for (const [name, file, header] of jpegs) {
  t.test(`a JPEG with ${name}`, async (t) => t.match(jpegHeader(text(file)), header))
}

const PNG = '\x89PNG\r\n\x1a\n'
const IDAT = '\0\0\0\x01IDAT'
t.test('PNG headers', async (t) => {
  t.equal(pngHeader(text(PNG)), undefined)
  t.equal(pngHeader(text(`${PNG}${IDAT}`)), undefined, 'pixels without a header')
  t.equal(pngHeader(text(`${PNG}\0\0\0\x0dIHDR\0\0`)), undefined, 'a header that is cut')
  const header = `${PNG}\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10\x08\x07\0\0\0crc!`
  t.match(pngHeader(text(`${header}${IDAT}`)), { width: 32, height: 16 }, 'a kind of colours that is none')
})

t.test('WebP headers', async (t) => {
  for (const kind of ['VP8X', 'VP8 ', 'VP8L', 'VP8?']) {
    t.equal(webpHeader(text(`RIFF\x04\0\0\0WEBP${kind}\x0a\0\0\0`)), undefined, kind)
  }
  t.equal(webpHeader(text('RIFF')), undefined)
})

t.test('GIF headers', async (t) => {
  t.equal(gifHeader(text('GIF89a\x01\0\x01\0\0\0\0')), undefined)
  t.equal(gifHeader(text('GIF89a\x01\0\x01\0\0\0\0,\0\0')), undefined, 'a frame that is cut')
})

/** A row of codes of three bits, as the data of a GIF's frame of four colours. */
function codesOf(...codes: number[]): Buffer {
  let bits = 0n
  for (const [index, code] of codes.entries()) bits |= BigInt(code) << BigInt(3 * index)
  const bytes = [...Array(Math.ceil((3 * codes.length) / 8)).keys()].map((n) => Number((bits >> BigInt(8 * n)) & 255n))
  return Buffer.of(2, bytes.length, ...bytes, 0)
}
const [CLEAR, END] = [4, 5]

t.test('the pixels of a GIF are counted', async (t) => {
  const count = (...codes: number[]) => gifPixels(codesOf(...codes), 1, 100)
  t.equal(count(CLEAR, 0, 1, END), 2)
  t.equal(count(0, 1, END), 2, 'without a first clear')
  t.equal(count(CLEAR, 0, 6, END), 3, 'a code that defines itself')
  t.equal(count(CLEAR, 6, END), 0, 'one that comes first')
  t.equal(count(CLEAR, 0, 7, END), 1, 'one that is not defined')
  t.equal(count(CLEAR, 0, 1, CLEAR, 2, END), 3)
  t.equal(gifPixels(codesOf(CLEAR, 0, 1, 2), 1, 2), 2, 'no further than is asked for')
  for (const minimum of [0, 12]) t.equal(gifPixels(Buffer.of(minimum, 1, 0, 0), 1, 1), 0)
  t.equal(gifPixels(Buffer.alloc(0), 1, 1), 0)
  // Every code is one more pixel than the one before it, until there are 4,096 of them.
  const long = Buffer.concat([Buffer.of(11), ...Array(300).fill(Buffer.of(255, ...Array(255).fill(0))), Buffer.of(0)])
  t.ok(gifPixels(long, 1, 1e9) > 4096)
})

/** A track of a moving picture around its table of sizes. */
function track(sizes: Buffer): Buffer {
  let inner = sizes
  for (const type of ['stsz', 'stbl', 'minf', 'mdia', 'trak']) inner = box(type, inner)
  return inner
}

t.test('the frames of a moving AVIF are counted', async (t) => {
  const sizes = (count: number) => {
    const data = Buffer.alloc(12)
    data.writeUInt32BE(count, 8)
    return data
  }
  const file = (...tracks: Buffer[]) => Buffer.concat([box('ftyp', text('avis')), box('moov', Buffer.concat(tracks))])
  t.equal(countFrames(file(track(sizes(1001)), track(sizes(3))), 'avif'), 1001)
  t.equal(countFrames(file(track(Buffer.alloc(4))), 'avif'), 1, 'a table that is cut')
  t.equal(countFrames(text('\0\0\0\x02ftyp'), 'avif'), 1, 'a box shorter than its head')
})
