// Mixed traffic at a bounded rate for as long as asked, and whether the server holds on to more at the end than after
// its warm-up: npm run soak -- --minutes 20 [--rate 60] [--seed 1]
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { PROBED } from '../bench/client.js'
import { stayOffTheServersCore } from '../bench/machine.js'
import { startPictureHost } from '../bench/pictures.js'
import { startProduct } from '../bench/servers.js'
import { seededRandom } from './random.js'
import { findGrowth, printHead, printSample, quietSample, sampleOf } from './samples.js'
import { startTraffic } from './traffic.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    rate: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [minutes, rate, seed] = [values.minutes, values.rate, values.seed].map(Number)
if (!(minutes > 0) || !(rate > 0) || !Number.isInteger(seed)) throw new Error('--minutes and --rate must be positive')
/** Below this, caches are still filling and the collector has not settled: a smoke test, not a verdict. */
const CHECKED_FROM = 5
/** More than are in use within a minute, and fewer than there are in two. */
const LIMIT = 100

if (!existsSync('dist/main.js')) execFileSync('npm', ['run', 'build'], { stdio: 'inherit', shell: true })
stayOffTheServersCore()
const pictures = await startPictureHost()
const server = await startProduct(
  { SANDBOX_LIMIT: String(LIMIT), ALLOW_PRIVATE_PICTURE_URLS: 'true', LOG_LEVEL: 'info' },
  PROBED,
)
let serverEnded = false
server.child.on('exit', () => {
  serverEnded = true
})

process.stdout.write(`${minutes} minutes at ${rate} calls a second, --seed ${seed}\n`)
printHead()
const traffic = startTraffic(server, { pictures, rate, random: seededRandom(seed) })
const warmUp = await soakFor(Math.min(minutes / 4, 5), 'after warm-up')
const end = await soakFor(minutes - Math.min(minutes / 4, 5), 'at the end')
traffic.stop()
await traffic.settled()
process.stdout.write(`\n${traffic.describe()}\n${traffic.keys()} keys, of which ${LIMIT} have a sandbox at most\n`)
await server.stop()

const problems = [...traffic.problems(), ...(minutes < CHECKED_FROM ? [] : findGrowth(warmUp, end))]
if (minutes < CHECKED_FROM) process.stdout.write(`Growth is checked from ${CHECKED_FROM} minutes on.\n`)
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(problems.length === 0 ? 'Passed\n' : 'FAILED\n')
process.exit(problems.length === 0 ? 0 : 1)

/** Lets the traffic run, with a sample each minute, then rests it and takes the sample that counts. */
async function soakFor(length, name) {
  traffic.start()
  const until = performance.now() + length * 60_000
  for (let left = length * 60_000; left > 0; left = until - performance.now()) {
    await wait(Math.min(left, 60_000))
    if (serverEnded) throw new Error(`The server has died: ${traffic.describe()}`)
    printSample('', await sampleOf(server), traffic.calls())
  }
  traffic.stop()
  await traffic.settled()
  const sample = await quietSample(server)
  printSample(name, sample, traffic.calls())
  return sample
}
