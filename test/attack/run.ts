import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import { startPictureHost } from '../corpus/picture-host.js'
import { RUN_TYPESCRIPT } from '../process.js'
import { animated, bombs, largest, metadata } from '../robustness/hostile-pictures.js'
import { ATTACKS, type Attack, CLOSE, KEYS, randomRequests } from './attacks.js'
import { request, Sockets } from './sockets.js'
import { startVictim } from './victim.js'

// `npm run attack -- [--minutes 5] [--seed N] [--only NAME]`: the built server, with little memory, under each attack in turn and then
// under all at once, while somebody else's key does what a test suite does. Passed: the server lives, that key's calls
// never fail, and 99 of 100 of them take less than 250 ms.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Only the attacks with that in their names. */
    only: { type: 'string' },
  },
})
const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error('--minutes must be positive, --seed a whole number')
const P99_MS = 250
/** All attacks at once take as long as so many of the others; about as long the random requests take, however long that is. */
const LONG = 3

const host = await startPictureHost()
const pictures: string[] = []
for (const [, make] of [...bombs, ...largest, ...animated, ...metadata]) pictures.push(host.serve(await make()))
const victim = await startVictim()
const sockets = new Sockets(victim.url)

let times: number[] = []
let failures: string[] = []
let scenarios = 0
const bystander = fork(new URL('bystander.ts', import.meta.url), [victim.url, 'sk_test_bystander'], {
  execArgv: [RUN_TYPESCRIPT],
})
bystander.on('message', (told: { ms?: number; failure?: string; scenarios?: number }) => {
  if (told.ms !== undefined) times.push(told.ms)
  if (told.failure !== undefined) failures.push(told.failure)
  scenarios += told.scenarios ?? 0
})
// What makes the load must not keep from the processor what is measured.
setPriority(10)

process.stdout.write(`${victim.url} with ${victim.bounds}; ${minutes} minutes, --seed ${seed}\n\n`)
const columns = (cells: readonly string[]) =>
  `${cells[0]!.padEnd(52)}${cells
    .slice(1)
    .map((cell) => cell.padStart(10))
    .join('')}\n`
process.stdout.write(columns(['attack', 'sent', 'peak MB', 'calls', 'failures', 'p99 ms']))

// A sandbox that has been called within the last minute stays.
async function useKeys(): Promise<void> {
  const keeping = new Sockets(victim.url)
  for (const key of KEYS) await keeping.exchange(request(key, 'GET', '/_sandbox/clock', undefined, CLOSE))
}
await useKeys()
setInterval(useKeys, 20_000).unref()

const allAtOnce: Attack = async (target) => {
  const sent = await Promise.all(
    [randomRequests, ...ATTACKS.map(([, attack]) => attack)].map((attack) => attack(target)),
  )
  return sent.reduce((sum, count) => sum + count)
}
const plan: [name: string, parts: number, attack: Attack][] = [
  ...ATTACKS.map(([name, attack]): [string, number, Attack] => [name, 1, attack]),
  ['random requests', LONG, randomRequests],
  ['all of them at once', LONG, allAtOnce],
]
const chosen = plan.filter(([name]) => name.includes(values.only ?? ''))
const share = (minutes * 60_000) / chosen.reduce((sum, [, parts]) => sum + parts, 0)
let passed = true
for (const [name, parts, attack] of chosen) {
  await run(name, attack === randomRequests ? Number.POSITIVE_INFINITY : parts * share, attack)
}

bystander.kill()
const lives = victim.isAlive()
if (lives) await victim.stop()
host.close()
passed &&= lives && scenarios > 0
process.stdout.write(`\n${scenarios} scenarios of the bystander; the server ${lives ? 'lives' : 'HAS DIED'}\n`)
process.stdout.write(passed ? 'Passed\n' : 'FAILED\n')
process.exit(passed ? 0 : 1)

async function run(name: string, ms: number, attack: Attack): Promise<void> {
  if (!victim.isAlive()) return
  victim.resetPeak()
  times = []
  failures = []
  const end = performance.now() + ms
  let done = false
  const over = () => done || performance.now() > end || !victim.isAlive()
  const ended = new Promise<void>((resolve) => {
    const clock = setInterval(() => {
      if (!over()) return
      clearInterval(clock)
      sockets.end()
      resolve()
    }, 100)
  })
  const work = attack({ sockets, pictures, seed, over }).finally(() => {
    done = true
  })
  const [sent] = await Promise.all([work, ended])
  if (!victim.isAlive()) return
  times.sort((a, b) => a - b)
  // Of few calls the longest of all: a server that stands still answers few.
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY
  const cells = [sent, victim.peak(), times.length, failures.length, Math.round(p99)]
  process.stdout.write(columns([name, ...cells.map((cell) => cell.toLocaleString('en'))]))
  for (const failure of failures.slice(0, 3)) process.stdout.write(`  ${failure}\n`)
  passed &&= failures.length === 0 && p99 < P99_MS
}
