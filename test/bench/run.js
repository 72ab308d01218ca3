// Measures the built server against the least that the same work costs, and prints tables. See options.js.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startLoad } from './load.js'
import { describeMachine, stayOffTheServersCore } from './machine.js'
import { coldStart } from './measures/cold-start.js'
import { earlyRefusal } from './measures/early-refusal.js'
import { memory } from './measures/memory.js'
import { peers } from './measures/peers.js'
import { pictureMemory } from './measures/picture-memory.js'
import { reset } from './measures/reset.js'
import { store } from './measures/store.js'
import { throughput } from './measures/throughput.js'
import { readOptions } from './options.js'
import { startPictureHost } from './pictures.js'

const measures = {
  throughput,
  'cold-start': coldStart,
  memory,
  'picture-memory': pictureMemory,
  'early-refusal': earlyRefusal,
  reset,
  store,
  peers,
}

const options = readOptions(process.argv.slice(2))
const started = performance.now()
if (!existsSync('dist/main.js')) execFileSync('npm', ['run', 'build'], { stdio: 'inherit', shell: true })
process.stdout.write(`${describeMachine()}\nmedian (min–max); ratios pair by pair\n`)
stayOffTheServersCore()
const parts = { load: startLoad(), pictures: await startPictureHost() }
for (const name of options.only) await measures[name](options, parts)
process.stdout.write(`\n${Math.round((performance.now() - started) / 1000)} s in all\n`)
process.exit(0)
