import { pngChunk, riffChunk } from '../robustness/picture-files.js'
import type { Case, Expected } from './case.js'
import { quarters } from './pattern.js'
import { pngFile } from './png-writer.js'
import { picture, SQUARE } from './still-cases.js'

const good: Expected = { side: SQUARE, look: quarters }
const jpeg = () => picture(quarters, SQUARE).removeAlpha().jpeg({ quality: 90 }).toBuffer()
const webp = () => picture(quarters, SQUARE).removeAlpha().webp({ quality: 90 }).toBuffer()
const png = (chunks: Buffer[], trailing: Buffer[] = []) =>
  pngFile({ pattern: quarters, width: SQUARE, colour: 2, bits: 8, chunks, trailing })

const text = (value: string) => Buffer.from(value, 'latin1')
const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data])

/** What stands ahead of a JPEG's tables. */
const ahead: [name: string, data: Buffer][] = [
  ['a comment', segment(0xfe, text('hello'))],
  ['an empty comment', segment(0xfe, text(''))],
  ['fill bytes', Buffer.of(0xff, 0xff, 0xff, 0xff)],
  ['stray bytes', Buffer.concat([segment(0xfe, text('hello')), text('\0\0stray')])],
  ['every APP segment', Buffer.concat(Array.from({ length: 16 }, (_, n) => segment(0xe0 + n, text('odd'))))],
  ['a JFIF of another version', segment(0xe0, text('JFIF\0\x09\x09\0\0\x01\0\x01\0\0'))],
  ['a JFIF that is cut', segment(0xe0, text('JFIF\0'))],
  ['Exif without entries', segment(0xe1, text('Exif\0\0II*\0\x08\0\0\0\0\0'))],
  ['Exif that points beyond itself', segment(0xe1, text('Exif\0\0MM\0*\xff\xff\xff\xff'))],
  ['Exif of nothing', segment(0xe1, text('Exif\0\0'))],
  [
    'Exif of an orientation that is none',
    segment(0xe1, text('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0\0\0\0\0')),
  ],
  ['XMP', segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'))],
  ['an ICC profile of nothing', segment(0xe2, text('ICC_PROFILE\0\x01\x01broken'))],
  ['a second part of an ICC profile', segment(0xe2, text('ICC_PROFILE\0\x02\x03part'))],
  ['Photoshop resources', segment(0xed, text('Photoshop 3.0\x008BIM'))],
  ['an Adobe segment of YCbCr', segment(0xee, text('Adobe\0\x64\0\0\0\0\x01'))],
  ['an Adobe segment of an unknown kind', segment(0xee, text('Adobe\0\x64\0\0\0\0\x09'))],
  ['an Adobe segment that is cut', segment(0xee, text('Adobe'))],
  ['60 kB of nothing', segment(0xef, Buffer.alloc(60_000))],
]

const jpegs = ahead.map(
  ([name, data]): Case => ({
    kind: 'JPEG, odd headers',
    name: `JPEG with ${name}`,
    make: async () => {
      const file = await jpeg()
      return Buffer.concat([file.subarray(0, 2), data, file.subarray(2)])
    },
    expected: good,
  }),
)

const badChecksum = (chunk: Buffer) => {
  chunk[chunk.length - 1]! ^= 0xff
  return chunk
}
const pngs: [name: string, make: () => Buffer][] = [
  ['text', () => png([pngChunk('tEXt', text('Comment\0hello'))])],
  ['a chunk that nobody knows', () => png([pngChunk('abCd', text('hello'))])],
  ['a chunk of a bad checksum', () => png([badChecksum(pngChunk('tEXt', text('Comment\0hello')))])],
  ['a resolution', () => png([pngChunk('pHYs', Buffer.of(0, 0, 11, 19, 0, 0, 11, 19, 1))])],
  ['text behind its pixels', () => png([], [pngChunk('tEXt', text('Comment\0hello'))])],
  ['a broken ICC profile', () => png([pngChunk('iCCP', text('name\0\0broken'))])],
  [
    'Exif behind its pixels',
    () => png([], [pngChunk('eXIf', text('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'))]),
  ],
  ['bytes behind its end', () => Buffer.concat([png([]), text('trailing')])],
]

const pngCases = pngs.map(
  ([name, make]): Case => ({ kind: 'PNG, odd headers', name: `PNG with ${name}`, make, expected: good }),
)

/** An extended header ahead of a simple WebP's only chunk, and more chunks behind it. */
function extended(file: Buffer, flags: number, ...behind: Buffer[]): Buffer {
  const header = Buffer.alloc(10)
  header[0] = flags
  header.writeUIntLE(SQUARE - 1, 4, 3)
  header.writeUIntLE(SQUARE - 1, 7, 3)
  return riffChunk('RIFF', Buffer.concat([text('WEBP'), riffChunk('VP8X', header), file.subarray(12), ...behind]))
}
const exif = text('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0')
const webps: [name: string, make: (file: Buffer) => Buffer][] = [
  ['an extended header', (file) => extended(file, 0)],
  ['a chunk that nobody knows', (file) => extended(file, 0, riffChunk('ABCD', text('hello')))],
  ['XMP', (file) => extended(file, 4, riffChunk('XMP ', text('<x:xmpmeta/>')))],
  ['Exif', (file) => extended(file, 8, riffChunk('EXIF', exif))],
  [
    'Exif with the head that JPEG has',
    (file) => extended(file, 8, riffChunk('EXIF', Buffer.concat([text('Exif\0\0'), exif]))),
  ],
  ['Exif that it announces and has not', (file) => extended(file, 8)],
  ['bytes behind its end', (file) => Buffer.concat([file, text('trailing')])],
]
const webpCases = webps.map(
  ([name, make]): Case => ({
    kind: 'WebP, odd headers',
    name: `WebP with ${name}`,
    make: async () => make(await webp()),
    expected: good,
  }),
)

export const headerCases: Case[] = [...jpegs, ...pngCases, ...webpCases]
