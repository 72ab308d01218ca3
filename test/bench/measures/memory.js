import { edit, megabytes, PROBED, probe } from '../client.js'
import { updateRequest } from '../load.js'
import { startProduct } from '../servers.js'
import { printTable } from '../table.js'

/** What the process holds: after its start, for each sandbox, under load, after pictures. */
export async function memory({ sandboxes, pictures: count, roundMs }, { load, pictures }) {
  const server = await startProduct({ SANDBOX_LIMIT: '100000', ALLOW_PRIVATE_PICTURE_URLS: 'true' }, PROBED)
  try {
    const start = await probe(server)
    await editWithKeys(server, 'warm', 50)
    const before = await probe(server)
    await editWithKeys(server, 'key', sandboxes)
    const after = await probe(server)
    const update = updateRequest('sk_test_load', 'acc_1a2b3c4d5e', { platform: 'instagram', bio: 'Loaded' })
    await load.run(server, Array(64).fill(update), 200, 8 * roundMs)
    const loaded = await probe(server)
    for (let number = 0; number < count; number += 8) {
      const batch = Array.from({ length: 8 }, (_, index) => `${pictures.url}/square.jpg?different=${number + index}`)
      await Promise.all(batch.map((profilePictureUrl) => edit(server, 'acc_1a2b3c4d5e', { profilePictureUrl })))
    }
    const pictured = await probe(server)
    const each = (field) => `${((after[field] - before[field]) / sandboxes / 1024).toFixed(1)} KiB`
    printTable('Memory', [
      ['', 'resident', 'heap', 'buffers'],
      ['after start', ...sizes(start)],
      [`each of ${sandboxes} sandboxes that changed one profile`, each('rss'), each('heapUsed'), each('buffers')],
      ['after load', ...sizes(loaded)],
      [`after ${count} different pictures`, ...sizes(pictured)],
    ])
  } finally {
    await server.stop()
  }
}

const sizes = ({ rss, heapUsed, buffers }) => [rss, heapUsed, buffers].map(megabytes)

async function editWithKeys(server, name, count) {
  for (let number = 0; number < count; number++) {
    await edit(server, 'acc_1a2b3c4d5e', { bio: `Number ${number}` }, { key: `sk_test_${name}_${number}` })
  }
}
