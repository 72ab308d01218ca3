import type { Sharp } from 'sharp'
import { noise } from '../pictures/sample-files.js'
import { type Case, DAMAGED } from './case.js'

const SIDE = 200

/** Noise, so that every byte of the pixels matters. */
const files: [name: string, encode: (image: Sharp) => Sharp][] = [
  ['JPEG', (image) => image.jpeg()],
  ['progressive JPEG', (image) => image.jpeg({ progressive: true })],
  ['4:4:4 JPEG', (image) => image.jpeg({ chromaSubsampling: '4:4:4' })],
  ['PNG', (image) => image.png()],
  ['interlaced PNG', (image) => image.png({ progressive: true })],
  ['lossy WebP', (image) => image.webp()],
  ['lossless WebP', (image) => image.webp({ lossless: true })],
  ['GIF', (image) => image.gif()],
  ['AVIF', (image) => image.avif({ effort: 0 })],
]

const cuts = files.flatMap(([name, encode]) =>
  [0.2, 0.4, 0.6, 0.8, 0.95, 0.999].map(
    (part): Case => ({
      kind: 'cut files',
      name: `${name} cut at ${part}`,
      make: async () => {
        const bytes = await encode(noise(SIDE)).toBuffer()
        return bytes.subarray(0, Math.floor(bytes.length * part))
      },
      expected: DAMAGED,
    }),
  ),
)

const END_OF_IMAGE = Buffer.of(0xff, 0xd9)
const upTo = (bytes: Buffer, part: number) => bytes.subarray(0, Math.floor(bytes.length * part))
const from = (bytes: Buffer, part: number) => bytes.subarray(Math.floor(bytes.length * part))

const scans: [name: string, spoil: (bytes: Buffer) => Buffer][] = [
  ...[0.3, 0.5, 0.7, 0.9].map((part): [string, (bytes: Buffer) => Buffer] => [
    `cut at ${part} and closed`,
    (bytes) => Buffer.concat([upTo(bytes, part), END_OF_IMAGE]),
  ]),
  ['without its middle', (bytes) => Buffer.concat([upTo(bytes, 0.4), from(bytes, 0.7)])],
  // One that still fills the picture is not found: libvips stops at the last row, with the rest of the scan unread.
  [
    'with zeroes in its middle',
    (bytes) => Buffer.concat([upTo(bytes, 0.4), Buffer.alloc(Math.floor(bytes.length * 0.3)), from(bytes, 0.7)]),
  ],
]

const jpegScans = files.slice(0, 2).flatMap(([name, encode]) =>
  scans.map(
    ([damage, spoil]): Case => ({
      kind: 'JPEG, damaged scans',
      name: `${name} ${damage}`,
      make: async () => spoil(await encode(noise(SIDE)).toBuffer()),
      expected: DAMAGED,
    }),
  ),
)

export const damageCases: Case[] = [...cuts, ...jpegScans]
