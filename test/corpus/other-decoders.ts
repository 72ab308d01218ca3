import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { difference, looksRight, SIDE } from './judge.js'
import type { Pattern } from './pattern.js'

// The reference decoders of three formats, which have nothing to do with what the server decodes with: djpeg, dwebp, avifdec.

const WARNED = 2

/** djpeg ends so where it has drawn all and only wondered at something. */
const run = (command: string, args: string[]) =>
  promisify(execFile)(command, args).catch((error: { code?: unknown }) => {
    if (error.code !== WARNED) throw error
  })

interface Decoded {
  readonly width: number
  readonly height: number
  /** How many bytes each pixel has: grey, RGB or RGBA. */
  readonly channels: number
  readonly pixels: Buffer
}

/** Those that are not installed. */
export function missingDecoders(): string[] {
  return ['djpeg', 'dwebp', 'avifdec'].filter((name) => spawnSync(name, ['-version']).error !== undefined)
}

/** What is wrong with a file by a decoder of its format; undefined: nothing, or it is of another format. */
export async function wrongByOthers(bytes: Uint8Array, side: number, look: Pattern): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
  try {
    const decoded = await decode(Buffer.from(bytes), folder)
    if (decoded === undefined) return undefined
    const { width, height } = decoded
    if (width !== side || height !== side) return `decoded elsewhere as ${width}x${height}`
    const off = difference(scaled(decoded), look)
    return looksRight(off) ? undefined : `looks different elsewhere by ${off.toFixed(1)}`
  } catch (error) {
    return (error as Error).message
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function decode(file: Buffer, folder: string): Promise<Decoded | undefined> {
  const [input, jpeg, output] = ['input', 'decoded.jpg', 'output'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(input, file)
  if (file[0] === 0xff) await run('djpeg', ['-ppm', '-outfile', output, input])
  else if (file.toString('latin1', 8, 12) === 'WEBP') await run('dwebp', ['-quiet', input, '-pam', '-o', output])
  else if (file.toString('latin1', 4, 8) === 'ftyp') {
    await run('avifdec', ['--quality', '100', '--raw-color', input, jpeg])
    await run('djpeg', ['-ppm', '-outfile', output, jpeg])
  } else return undefined
  return netpbm(await readFile(output))
}

/** What the decoders write: a head in words, and the pixels. */
function netpbm(file: Buffer): Decoded {
  const plain = /^P([56])\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 100))
  if (plain !== null) {
    const [head, kind, width, height] = plain
    const channels = kind === '5' ? 1 : 3
    return { width: Number(width), height: Number(height), channels, pixels: file.subarray(head.length) }
  }
  const END = 'ENDHDR\n'
  const end = file.indexOf(END) + END.length
  const field = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(file.toString('latin1', 0, end))![1])
  return { width: field('WIDTH'), height: field('HEIGHT'), channels: field('DEPTH'), pixels: file.subarray(end) }
}

/** Points of the picture that are averaged for each pixel, in each direction. */
const POINTS = 4

/** To 64×64 pixels of RGBA. */
function scaled({ width, height, channels, pixels }: Decoded): Uint8Array {
  const result = new Uint8Array(SIDE * SIDE * 4).fill(255)
  const at = (place: number, length: number) => Math.floor(((place + 0.5) * length) / (SIDE * POINTS))
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const sums = [0, 0, 0, 0]
    for (let point = 0; point < POINTS * POINTS; point++) {
      const x = at((pixel % SIDE) * POINTS + (point % POINTS), width)
      const y = at(Math.floor(pixel / SIDE) * POINTS + Math.floor(point / POINTS), height)
      for (let channel = 0; channel < channels; channel++)
        sums[channel]! += pixels[(y * width + x) * channels + channel]!
    }
    for (let channel = 0; channel < Math.max(3, channels); channel++) {
      result[4 * pixel + channel] = sums[channels === 1 ? 0 : channel]! / POINTS ** 2
    }
  }
  return result
}
