import { edit, megabytes, PROBED, probe } from '../client.js'
import { startProduct } from '../servers.js'
import { printTable } from '../table.js'

const BOUND = 400 * 2 ** 20

/** Many pictures of 10 MiB at once; the time each may take is raised, for the last waits for all the others. */
export async function pictureMemory({ crowd }, { pictures }) {
  const env = { ALLOW_PRIVATE_PICTURE_URLS: 'true', PICTURE_TIMEOUT_MS: '300000' }
  const server = await startProduct(env, PROBED)
  try {
    const started = performance.now()
    const update = { profilePictureUrl: `${pictures.url}/large.jpg` }
    await Promise.all(
      Array.from({ length: crowd }, (_, index) => edit(server, 'acc_1a2b3c4d5e', update, { key: `sk_test_${index}` })),
    )
    const seconds = (performance.now() - started) / 1000
    const { peak } = await probe(server)
    printTable(`${crowd} pictures of 10 MiB (11.6 megapixels) at once`, [
      ['', 'measured', 'bound'],
      ['peak of resident memory', megabytes(peak), megabytes(BOUND)],
      ['time until all are answered', `${seconds.toFixed(1)} s`, ''],
    ])
    if (peak > BOUND) throw new Error('More memory than the bound')
  } finally {
    await server.stop()
  }
}
