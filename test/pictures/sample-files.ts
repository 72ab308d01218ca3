import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** Every kind of file that is taken, with the format that is found in it. */
export const encoders = {
  'baseline.jpg': ['jpeg', (image: Sharp) => image.jpeg()],
  'progressive.jpg': ['jpeg', (image: Sharp) => image.jpeg({ progressive: true })],
  'truecolour.png': ['png', (image: Sharp) => image.png()],
  'palette.png': ['png', (image: Sharp) => image.png({ palette: true, effort: 1 })],
  'interlaced.png': ['png', (image: Sharp) => image.png({ progressive: true })],
  'lossy.webp': ['webp', (image: Sharp) => image.webp({ effort: 0 })],
  'lossless.webp': ['webp', (image: Sharp) => image.webp({ lossless: true, effort: 0 })],
  'still.gif': ['gif', (image: Sharp) => image.gif({ effort: 1 })],
  'still.avif': ['avif', (image: Sharp) => image.avif({ effort: 0 })],
} as const

export const names = Object.keys(encoders) as (keyof typeof encoders)[]

/** Noise, so that every part of the file matters. */
export function noise(width: number, height = width): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 128, sigma: 50 } },
  })
}

export async function sampleFile(name: keyof typeof encoders, width: number, height = width): Promise<Buffer> {
  const image = sharp(await noise(width, height).png().toBuffer())
  return encoders[name][1](image).toBuffer()
}

export async function animation(format: 'gif' | 'webp', width: number, height = width): Promise<Buffer> {
  const frames = await Promise.all([1, 2, 3].map(() => noise(width, height).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })
    .toFormat(format, { effort: 1 })
    .toBuffer()
}

/** A PNG of a few bytes that says it is as large as you like. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const parts = [
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(100))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** A GIF whose screen and single frame say what sizes you like, with no pixels behind. */
export function gifOf(screen: [number, number], frame: [number, number] = screen): Buffer {
  const bytes = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\0\0\0\0\0\x02\x02\x4c\x01\0;', 'latin1')
  bytes.writeUInt16LE(screen[0], 6)
  bytes.writeUInt16LE(screen[1], 8)
  bytes.writeUInt16LE(frame[0], 24)
  bytes.writeUInt16LE(frame[1], 26)
  return bytes
}
