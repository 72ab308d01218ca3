import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { updateRequest } from '../load.js'
import { spawnFloor, spawnProduct } from '../servers.js'
import { ratios, spread } from '../statistics.js'
import { fixed, printTable, whole } from '../table.js'

const UPDATE = updateRequest('sk_test_bench_0', 'acc_1a2b3c4d5e', { platform: 'instagram', bio: 'First' })

/** From the spawn to the first answered update, in turns. */
export async function coldStart({ starts }) {
  const taken = { product: [], floor: [] }
  for (let number = -1; number < starts; number++) {
    const product = await firstAnswer(() => spawnProduct())
    const floor = await firstAnswer(() => spawnFloor('update'))
    // The first pair warms the disk's cache.
    if (number < 0) continue
    taken.product.push(product)
    taken.floor.push(floor)
  }
  printTable(`Cold start: first answered update after the spawn, ${starts} starts`, [
    ['', 'ms', 'of the floor'],
    ['infinipost-mock', spread(taken.product, whole), spread(ratios(taken.product, taken.floor), fixed(2))],
    ['floor: bare Fastify, unbundled', spread(taken.floor, whole), ''],
  ])
}

async function firstAnswer(spawn) {
  const started = performance.now()
  const server = await spawn()
  try {
    while (!(await answers(server.port))) await wait(1)
    return performance.now() - started
  } finally {
    await server.stop()
  }
}

/** Whether the update is answered; false while nobody listens. */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(UPDATE))
    socket.on('error', () => resolve(false))
    socket.on('data', (reply) => {
      socket.destroy()
      if (!reply.toString().startsWith('HTTP/1.1 200')) throw new Error(`The first answer was ${reply}`)
      resolve(true)
    })
  })
}
