import { setTimeout as wait } from 'node:timers/promises'
import { updateRequest } from '../load.js'
import { fetchPeers } from '../peers/peers.js'
import { startFloor, startProduct } from '../servers.js'
import { median } from '../statistics.js'
import { fixed, printTable, whole } from '../table.js'
import { answers } from './cold-start.js'

const CONNECTIONS = 64
const UPDATE = updateRequest('sk_test_bench_0', 'acc_1a2b3c4d5e', { platform: 'instagram', bio: 'Fashion daily' })

/** The same PATCH to other mock servers: each started anew for every round, and none beside another. */
export async function peers({ starts, rounds, roundMs }, { load }) {
  const subjects = [
    { label: 'infinipost-mock', start: () => startProduct() },
    ...fetchPeers(),
    { label: 'bare Fastify', start: () => startFloor('update') },
  ]
  const rows = []
  for (const { label, start } of subjects) {
    const firstMs = []
    for (let number = 0; number < Math.ceil(starts / 3); number++) {
      const { server, ms } = await firstAnswer(start)
      firstMs.push(ms)
      await server.stop()
    }
    const { server } = await firstAnswer(start)
    const taken = []
    const requests = Array(CONNECTIONS).fill(UPDATE)
    // Twice as long to warm up as to measure: one of them is compiled as it runs.
    for (let number = -2 * rounds; number < rounds; number++) {
      const round = await load.run(server, requests, 200, roundMs)
      if (number >= 0) taken.push(round)
    }
    const memory = server.residentBytes()
    await server.stop()
    const of = (field) => median(taken.map((round) => round[field]))
    rows.push([label, whole(of('rate')), fixed(1)(of('p99')), whole(median(firstMs)), whole(memory / 2 ** 20)])
  }
  printTable(`The same update by others: ${CONNECTIONS} connections`, [
    ['', 'requests/s', 'p99 ms', 'first answer ms', 'memory after it, MiB'],
    ...rows,
  ])
}

async function firstAnswer(start) {
  const started = performance.now()
  const server = await start()
  while (!(await answers(server.port))) await wait(1)
  return { server, ms: performance.now() - started }
}
