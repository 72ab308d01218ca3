import { call, edit } from '../client.js'
import { startProduct } from '../servers.js'
import { median, quantile } from '../statistics.js'
import { fixed, printTable } from '../table.js'

const TIMES = 500
const BOUND_MS = 1

/** A reset to the seed against the plainest call there is, in turns; each reset has something to undo. */
export async function reset() {
  const server = await startProduct()
  const taken = { health: [], reset: [] }
  const time = async (name, work) => {
    const started = performance.now()
    await work()
    taken[name].push(performance.now() - started)
  }
  try {
    for (let number = 0; number < TIMES; number++) {
      await time('health', () => call(server, 'GET', '/health'))
      await edit(server, 'acc_1a2b3c4d5e', { bio: `Number ${number}` })
      await time('reset', () => call(server, 'DELETE', '/_sandbox', { statuses: [204] }))
    }
  } finally {
    await server.stop()
  }
  const dearer = median(taken.reset) - median(taken.health)
  printTable(`Reset against /health, ${TIMES} of each in turns`, [
    ['', 'median ms', 'p99 ms'],
    ['GET /health', fixed(2)(median(taken.health)), fixed(2)(quantile(taken.health, 0.99))],
    ['DELETE /_sandbox', fixed(2)(median(taken.reset)), fixed(2)(quantile(taken.reset, 0.99))],
    ['dearer by', fixed(2)(dearer), ''],
  ])
  if (dearer > BOUND_MS) throw new Error(`A reset is more than ${BOUND_MS} ms dearer than /health`)
}
