// Puts mixed good pictures through the built server by many clients at once, and prints what became of them.

import { startBuiltServer } from './built-server.js'
import type { Case } from './case.js'
import { quarters } from './pattern.js'
import { startPictureHost } from './picture-host.js'
import { picture } from './still-cases.js'
import { update } from './try-case.js'

const CLIENTS = 32
const SECONDS = Number(process.argv[2] ?? 30)
const SMALL = 'small JPEG'

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
const server = await startBuiltServer({ LOG_LEVEL: 'warn' })
const took = new Map<string, number[]>()
const refused: string[] = []
const end = performance.now() + 1000 * SECONDS

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  took.set(name, [...(took.get(name) ?? []), performance.now() - started])
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
    await timed('/health', async () => (await fetch(`${server.url}/health`)).text())
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

await Promise.all([health(), ...Array.from({ length: CLIENTS }, (_, number) => client(number))])
for (const [name, times] of took) {
  times.sort((a, b) => a - b)
  const at = (part: number) => `${Math.round(times[Math.floor((times.length - 1) * part)]!)} ms`.padStart(10)
  process.stdout.write(`${name.padEnd(24)}${String(times.length).padStart(7)}  p50${at(0.5)}  p99${at(0.99)}\n`)
}
process.stdout.write(`refused: ${refused.length}\n${refused.slice(0, 5).join('\n')}\n`)
process.stdout.write(`peak memory: ${server.peakMemory() ?? '?'} MB\n`)
await server.stop()
host.close()
process.exitCode = refused.length === 0 ? 0 : 1
