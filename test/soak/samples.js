import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { megabytes, probe } from '../bench/client.js'

/** Longer than the clients' idle connections last: some are still there after three seconds. */
const REST_MS = 6000
const ALLOWED = 1.1

/** What the server holds; open files only where /proc tells. */
export async function sampleOf(server) {
  const { rss, heapUsed, buffers, handles } = await probe(server)
  // The texts of the request logs lie in buffers.
  return { resident: rss, heap: heapUsed + buffers, handles, files: openFiles(server.child.pid) }
}

/** What it holds once it has rested: the least of several, for the collector works when it likes. */
export async function quietSample(server) {
  await wait(REST_MS)
  const samples = []
  for (let time = 0; time < 5; time++) {
    samples.push(await sampleOf(server))
    await wait(200)
  }
  const least = (field) => Math.min(...samples.map((sample) => sample[field]))
  return Object.fromEntries(Object.keys(samples[0]).map((field) => [field, least(field)]))
}

export function printHead() {
  process.stdout.write(`${'calls'.padStart(9)}  ${'resident'.padEnd(9)} ${'heap'.padEnd(9)} handles  files\n`)
}

export function printSample(name, { resident, heap, handles, files }, calls) {
  const cells = [megabytes(resident).padEnd(9), megabytes(heap).padEnd(9), String(handles).padEnd(8), files]
  process.stdout.write(`${String(calls).padStart(9)}  ${cells.join(' ')}  ${name}\n`)
}

/** What has grown by more than a tenth. */
export function findGrowth(before, after) {
  return Object.keys(before)
    .filter((field) => after[field] > before[field] * ALLOWED)
    .map((field) => `${field} grew from ${before[field]} to ${after[field]}, more than a tenth`)
}

function openFiles(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return Number.NaN
  }
}
