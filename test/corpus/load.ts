// `npm run pictures:load -- [SECONDS]`: mixed good pictures through the built server by many clients at once, and what
// became of them. Passed: none is refused, small ones pass large ones, memory has a bound, and the server never stands still.

import { startBuiltServer } from './built-server.js'
import type { Case } from './case.js'
import { quarters } from './pattern.js'
import { startPictureHost } from './picture-host.js'
import { picture } from './still-cases.js'
import { update } from './try-case.js'

const CLIENTS = 32
const SECONDS = Number(process.argv[2] ?? 30)
if (!(SECONDS > 0)) throw new Error('the seconds must be positive')
const SMALL = 'small JPEG'
const HEALTH = '/health'
/** Of 100 calls of that name, 99 take less; in milliseconds. */
const BOUNDS: readonly [name: string, p99: number][] = [
  [SMALL, 1_500],
  [HEALTH, 100],
]
const MOST_MB = 450

const drawn = (side: number) => picture(quarters, 64).resize(side, side)

const mixed: [name: string, share: number, make: Case['make']][] = [
  [SMALL, 12, () => drawn(400).removeAlpha().jpeg().toBuffer()],
  ['JPEG of 9 megapixels', 3, () => drawn(3000).removeAlpha().jpeg().toBuffer()],
  ['PNG of 4 megapixels', 3, () => drawn(2000).png().toBuffer()],
  ['WebP of 4 megapixels', 3, () => drawn(2000).webp({ effort: 0 }).toBuffer()],
  ['GIF of 1 megapixel', 2, () => drawn(1000).gif({ effort: 1 }).toBuffer()],
  ['AVIF of 9 megapixels', 1, () => drawn(3000).removeAlpha().avif({ effort: 0 }).toBuffer()],
]

const host = await startPictureHost()
const urls: [name: string, url: string][] = []
for (const [name, share, make] of mixed) {
  const url = host.serve(await make())
  for (let times = 0; times < share; times++) urls.push([name, url])
}
// As in the image. Without it each thread that decodes keeps what it has freed.
const server = await startBuiltServer({ MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' })
const took = new Map<string, number[]>()
const refused: string[] = []
const started = performance.now()
const end = started + 1000 * SECONDS
process.stdout.write(`${CLIENTS} clients for ${SECONDS} s at ${server.url}\n`)

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  took.set(name, [...(took.get(name) ?? []), performance.now() - from])
  return result
}

async function client(number: number): Promise<void> {
  for (let turn = number; performance.now() < end; turn++) {
    const [name, url] = urls[(turn * 7) % urls.length]!
    const { message } = await timed(name, () => update(server.url, `sk_test_load_${number}`, url))
    if (message !== null) refused.push(`${name}: ${message}`)
  }
}

async function health(): Promise<void> {
  while (performance.now() < end) {
    await timed(HEALTH, async () => (await fetch(server.url + HEALTH)).text())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const progress = setInterval(() => {
  const calls = [...took.values()].reduce((sum, times) => sum + times.length, 0)
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stdout.write(`${String(seconds).padStart(4)} s  ${calls} calls, ${refused.length} refused\n`)
}, 5_000)
await Promise.all([health(), ...Array.from({ length: CLIENTS }, (_, number) => client(number))])
clearInterval(progress)

const problems = refused.slice(0, 5).map((refusal) => `refused: ${refusal}`)
const p = (name: string, part: number) => {
  const times = (took.get(name) ?? []).sort((a, b) => a - b)
  return Math.round(times[Math.ceil(times.length * part) - 1] ?? Number.POSITIVE_INFINITY)
}
for (const [name, times] of took) {
  const cells = [0.5, 0.99].map((part) => `  p${100 * part}${`${p(name, part)} ms`.padStart(10)}`)
  process.stdout.write(`${name.padEnd(24)}${String(times.length).padStart(7)}${cells.join('')}\n`)
}
const memory = server.peakMemory()
process.stdout.write(`refused: ${refused.length}\npeak memory: ${memory ?? '?'} MB\n`)
await server.stop()
host.close()
for (const [name, most] of BOUNDS) if (p(name, 0.99) >= most) problems.push(`${name}: p99 is ${most} ms or more`)
if ((memory ?? 0) >= MOST_MB) problems.push(`peak memory is ${MOST_MB} MB or more`)
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(problems.length === 0 ? 'Passed\n' : 'FAILED\n')
process.exitCode = problems.length === 0 ? 0 : 1
