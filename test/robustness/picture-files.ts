import { crc32, deflateSync } from 'node:zlib'

/** The parts of picture files, put together without asking whether any of it is sensible. */

const text = (value: string) => Buffer.from(value, 'latin1')

function number(bytes: 2 | 3 | 4, value: number, order: 'big' | 'little' = 'big'): Buffer {
  const buffer = Buffer.alloc(bytes)
  if (order === 'big') buffer.writeUIntBE(value, 0, bytes)
  else buffer.writeUIntLE(value, 0, bytes)
  return buffer
}

export interface PngParts {
  side: number
  bits?: 8 | 16
  /** 0: grey; 2: RGB; 6: RGBA. */
  colour?: 0 | 2 | 6
  interlaced?: boolean
  /** What the pixels inflate to; black unless given. */
  pixels?: Buffer
  /** Before the pixels. */
  chunks?: Buffer[]
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([text(type), data])
  return Buffer.concat([number(4, data.length), body, number(4, crc32(body))])
}

export function png({ side, bits = 8, colour = 0, interlaced = false, pixels, chunks = [] }: PngParts): Buffer {
  const perPixel = ({ 0: 1, 2: 3, 6: 4 }[colour] * bits) / 8
  // Interlacing puts a filter byte before every row of each of its seven passes.
  const black = () => Buffer.alloc(side * (side * perPixel + 1) + (interlaced ? 7 * side : 0))
  const header = Buffer.concat([number(4, side), number(4, side), Buffer.of(bits, colour, 0, 0, interlaced ? 1 : 0)])
  return Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', deflateSync(pixels ?? black(), { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Segments of a JPEG's metadata, as many as it takes; put in behind its first two bytes. */
export function withSegments(jpeg: Buffer, marker: number, intro: string, bytes: number): Buffer {
  const data = Buffer.concat([text(intro), Buffer.alloc(65_533 - intro.length, 'x')])
  const segment = Buffer.concat([Buffer.of(0xff, marker), number(2, 65_535), data])
  const count = Math.ceil(bytes / segment.length)
  return Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(count).fill(segment), jpeg.subarray(2)])
}

/** A progressive JPEG's last scan so many times over: each has to be decoded over the whole picture. */
export function withScans(jpeg: Buffer, times: number): Buffer {
  const at = jpeg.lastIndexOf(Buffer.of(0xff, 0xda))
  const scan = jpeg.subarray(at, -2)
  return Buffer.concat([jpeg.subarray(0, at), ...Array<Buffer>(times).fill(scan), jpeg.subarray(-2)])
}

/** A GIF of one-colour frames. */
export function gif(screen: number, frame: number, frames: number, extension: Buffer = Buffer.alloc(0)): Buffer {
  const side = (value: number) => number(2, value, 'little')
  const head = [text('GIF89a'), side(screen), side(screen), Buffer.of(0x80, 0, 0, 0, 0, 0, 255, 255, 255)]
  const image = Buffer.concat([
    Buffer.of(0x21, 0xf9, 4, 0, 1, 0, 0, 0),
    Buffer.of(0x2c, 0, 0, 0, 0),
    side(frame),
    side(frame),
    Buffer.of(0, 2, 2, 0x4c, 1, 0),
  ])
  return Buffer.concat([...head, extension, ...Array<Buffer>(frames).fill(image), Buffer.of(0x3b)])
}

/** A GIF comment of at least so many bytes, in the blocks of 255 that GIF knows. */
export function gifComment(bytes: number): Buffer {
  const block = Buffer.concat([Buffer.of(255), Buffer.alloc(255, 'x')])
  return Buffer.concat([Buffer.of(0x21, 0xfe), ...Array<Buffer>(Math.ceil(bytes / 256)).fill(block), Buffer.of(0)])
}

export function riffChunk(type: string, data: Buffer): Buffer {
  return Buffer.concat([text(type), number(4, data.length, 'little'), data, Buffer.alloc(data.length % 2)])
}

/** An extended WebP: its flags, its canvas, and whatever chunks. */
export function webp(flags: number, side: number, chunks: Buffer[]): Buffer {
  const header = Buffer.concat([
    Buffer.of(flags, 0, 0, 0),
    number(3, side - 1, 'little'),
    number(3, side - 1, 'little'),
  ])
  return riffChunk('RIFF', Buffer.concat([text('WEBP'), riffChunk('VP8X', header), ...chunks]))
}

/** The image chunk of a simple WebP. */
export const webpImage = (file: Buffer) => file.subarray(12)

/** A frame of an animated WebP. */
export function webpFrame(side: number, image: Buffer): Buffer {
  const place = Buffer.concat([Buffer.alloc(6), number(3, side - 1, 'little'), number(3, side - 1, 'little')])
  return riffChunk('ANMF', Buffer.concat([place, number(3, 10, 'little'), Buffer.of(0), image]))
}

export function box(type: string, data: Buffer): Buffer {
  return Buffer.concat([number(4, data.length + 8), text(type), data])
}

/** An AVIF that says it is as large as you like. */
export function avifOf(avif: Buffer, side: number): Buffer {
  const changed = Buffer.from(avif)
  const at = changed.indexOf('ispe') + 8
  changed.writeUInt32BE(side, at)
  changed.writeUInt32BE(side, at + 4)
  return changed
}
