import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { animation, gifOf, noise, pngOf, sampleFile } from '../pictures/sample-files.js'
import * as file from './picture-files.js'

export type Recipe = [name: string, make: () => Buffer | Promise<Buffer>]

const MB = 1024 * 1024
/** Just within the 50 megapixels that are decoded. */
const LARGE = 7_000
const text = (value: string) => Buffer.from(value, 'latin1')
const flat = (side: number, encode: (image: Sharp) => Sharp) => {
  const pixels = Buffer.alloc(3 * side * side, Buffer.of(0, 0x99, 0xff))
  return encode(sharp(pixels, { raw: { width: side, height: side, channels: 3 } })).toBuffer()
}
let progressive: Promise<Buffer> | undefined
const largeProgressive = () => {
  progressive ??= flat(LARGE, (image) => image.jpeg({ progressive: true }))
  return progressive
}
const small = () => sampleFile('baseline.jpg', 64)
const smallWebp = async () => file.webpImage(await sampleFile('lossy.webp', 64))
const smallAvif = () => sampleFile('still.avif', 64)

/** Few bytes that become many, or claim to. */
export const bombs: Recipe[] = [
  ['a PNG that says it is huge', () => pngOf(0x7fff_ffff, 0x7fff_ffff)],
  ['a GIF that says it is huge', () => gifOf([65_535, 65_535])],
  ['a WebP that says it is huge', async () => file.webp(0, 16_777_216, [await smallWebp()])],
  ['an AVIF that says it is huge', async () => file.avifOf(await smallAvif(), 0x7fff_ffff)],
  ['an AVIF that says it is large', async () => file.avifOf(await smallAvif(), LARGE)],
  ['a PNG of black pixels', () => file.png({ side: LARGE })],
  ['an interlaced one', () => file.png({ side: LARGE, interlaced: true })],
  ['an interlaced one of four deep channels', () => file.png({ side: LARGE, bits: 16, colour: 6, interlaced: true })],
  ['a PNG with more pixels than it says', () => file.png({ side: 64, pixels: Buffer.alloc(200 * MB) })],
  ['a large flat JPEG', () => flat(LARGE, (image) => image.jpeg())],
  ['a progressive one', largeProgressive],
  ['one of a thousand scans', async () => file.withScans(await largeProgressive(), 1_000)],
  ['a large flat WebP', () => flat(LARGE, (image) => image.webp({ effort: 0 }))],
  ['a large flat GIF', () => flat(LARGE, (image) => image.gif({ effort: 1 }))],
]

/** Held whole by its decoder, and several times over: of all that is accepted it costs the most, and is as large as may be. */
export const largest: Recipe[] = [['a large flat AVIF', () => flat(4_120, (image) => image.avif({ effort: 0 }))]]

const compressed = (bytes: number) => Buffer.concat([text('name\0\0'), deflateSync(Buffer.alloc(bytes))])
const exif = (bytes: number) => Buffer.concat([text('II*\0\x08\0\0\0\0\0'), Buffer.alloc(bytes, 'x')])

/** Megabytes of what nobody wants to know. */
export const metadata: Recipe[] = [
  ['JPEG comments', async () => file.withSegments(await small(), 0xfe, '', 8 * MB)],
  ['JPEG Exif', async () => file.withSegments(await small(), 0xe1, 'Exif\0\0II*\0\x08\0\0\0', 8 * MB)],
  ['JPEG XMP', async () => file.withSegments(await small(), 0xe1, 'http://ns.adobe.com/xap/1.0/\0', 8 * MB)],
  ['JPEG ICC', async () => file.withSegments(await small(), 0xe2, 'ICC_PROFILE\0\x01\x01', 8 * MB)],
  ['PNG text', () => file.png({ side: 64, chunks: [file.pngChunk('tEXt', Buffer.alloc(8 * MB, 'x'))] })],
  ['PNG Exif', () => file.png({ side: 64, chunks: [file.pngChunk('eXIf', exif(8 * MB))] })],
  ['PNG ICC that inflates', () => file.png({ side: 64, chunks: [file.pngChunk('iCCP', compressed(200 * MB))] })],
  [
    'PNG text that inflates, many times',
    () => file.png({ side: 64, chunks: Array<Buffer>(40).fill(file.pngChunk('zTXt', compressed(20 * MB))) }),
  ],
  ['GIF comments', () => file.gif(64, 64, 1, file.gifComment(8 * MB))],
  ['WebP ICC', async () => file.webp(0x20, 64, [file.riffChunk('ICCP', Buffer.alloc(8 * MB, 'x')), await smallWebp()])],
  ['WebP Exif', async () => file.webp(0x08, 64, [await smallWebp(), file.riffChunk('EXIF', exif(8 * MB))])],
  ['AVIF with free space', async () => Buffer.concat([await smallAvif(), file.box('free', Buffer.alloc(8 * MB))])],
]

/** Many frames, frames in frames, and frames beyond the edge. */
export const animated: Recipe[] = [
  ['a GIF of 20,000 frames', () => file.gif(8, 8, 20_000)],
  ['a GIF of large frames', () => file.gif(LARGE, LARGE, 50)],
  ['a GIF of frames larger than its screen', () => file.gif(8, 60_000, 3)],
  ['a GIF without frames', () => file.gif(8, 8, 0)],
  [
    'an animated WebP of 5,000 frames',
    async () => {
      const frame = file.webpFrame(8, file.webpImage(await flat(8, (image) => image.webp())))
      const control = file.riffChunk('ANIM', Buffer.alloc(6))
      return file.webp(0x02, 8, [control, ...Array<Buffer>(5_000).fill(frame)])
    },
  ],
  [
    'an animated WebP in an animated WebP',
    async () => {
      const inner = file.webp(0x02, 64, [file.webpFrame(64, await smallWebp())])
      return file.webp(0x02, 64, [file.riffChunk('ANIM', Buffer.alloc(6)), file.webpFrame(64, inner)])
    },
  ],
  ['an animated GIF cut in its second frame', async () => (await animation('gif', 64)).subarray(0, -2_000)],
  [
    'AVIF boxes within boxes',
    async () => {
      let nested: Buffer = Buffer.alloc(0)
      for (let depth = 0; depth < 5_000; depth++) nested = file.box('meta', Buffer.concat([Buffer.alloc(4), nested]))
      return Buffer.concat([(await smallAvif()).subarray(0, 32), nested])
    },
  ],
]

/** Files that are several things at once. */
export const polyglots: Recipe[] = [
  ['a JPEG that is an archive', async () => Buffer.concat([await small(), text('PK\x05\x06'), Buffer.alloc(18)])],
  [
    'a JPEG with a page in its comment',
    async () => file.withSegments(await small(), 0xfe, '<script>alert(1)</script>', 1),
  ],
  ['a GIF that is a script', () => Buffer.concat([text('GIF89a/*'), file.gif(64, 64, 1), text('*/=alert(1)')])],
  ['a PNG behind a PNG', () => Buffer.concat([file.png({ side: 8 }), file.png({ side: 16 })])],
  ['a PDF with a JPEG in it', async () => Buffer.concat([text('%PDF-1.7\n'), await small()])],
  ['a video that says it is an AVIF', () => file.box('ftyp', text('avif\0\0\0\0mp42isomavif'))],
  [
    'an SVG behind the head of a PNG',
    () => Buffer.concat([text('\x89PNG\r\n\x1a\n'), text('<svg onload="alert(1)"/>'.repeat(9))]),
  ],
  ['a WebP in the clothes of a WAVE', async () => Buffer.concat([text('RIFF\0\0\0\0WAVE'), await smallWebp()])],
  [
    'random bytes behind the head of a JPEG',
    async () => Buffer.concat([text('\xff\xd8\xff'), await noise(64).raw().toBuffer()]),
  ],
]
