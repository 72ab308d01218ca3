import { edit } from '../client.js'
import { startProduct } from '../servers.js'
import { printTable, whole } from '../table.js'

const BOUND = 1_000_000

/** A picture of 4 MB that arrives slowly and is not square: how much of it has been sent when it is refused. */
export async function earlyRefusal(_options, { pictures }) {
  const server = await startProduct({ ALLOW_PRIVATE_PICTURE_URLS: 'true' })
  try {
    const sent = []
    for (let time = 0; time < 5; time++) {
      await edit(server, 'acc_1a2b3c4d5e', { profilePictureUrl: `${pictures.url}/slow.jpg` }, { statuses: [400] })
      sent.push(await pictures.slowBytesSent())
    }
    const most = Math.max(...sent)
    printTable('Refusal of a slow non-square picture of 4 MB, 5 times', [
      ['', 'measured', 'bound'],
      ['bytes sent before the refusal, at most', whole(most), whole(BOUND)],
    ])
    if (most > BOUND) throw new Error('Refused too late')
  } finally {
    await server.stop()
  }
}
