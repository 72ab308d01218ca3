import { mock } from 'node:test'
import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startStoreServer } from './redis-server.js'
import { inspectStore, isReady, startReplicas, startStore, until } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'

t.test(
  'a stream that is asked for while the store is away is refused, and one that is asked for later is told',
  async (t) => {
    const store = await startStoreServer()
    const [one] = await startReplicas(t, store.url)
    await store.kill()
    await until(async () => !(await isReady(one)))
    const refused = await one.control('GET', '/events')
    t.strictSame([refused.status, refused.body.error.code], [503, 'store_unavailable'])
    const again = await startStoreServer([], store.port)
    t.teardown(() => again.kill())
    await until(() => isReady(one))
    const events = await readEvents(t, one)
    const { headers } = await one.edit(ID, { platform: 'tiktok', bio: 'Bio' })
    t.equal((await events.next('request')).data.id, headers.get('x-request-id'))
  },
)

t.test('a sandbox that nobody calls any more stays while somebody follows it', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] })
  t.teardown(() => mock.timers.reset())
  const store = await startStore(t)
  const [one] = await startReplicas(t, store.url, { STORE_IDLE_HOURS: '1' })
  const client = await inspectStore(t, store.url)
  await readEvents(t, one)
  const keys = (await client.sendCommand(['KEYS', '*:state'])) as string[]
  t.equal(keys.length, 1)
  await client.sendCommand(['PEXPIRE', keys[0]!, '60000'])
  mock.timers.tick(15 * 60 * 1000)
  const left = async () => Number(await client.sendCommand(['PTTL', keys[0]!]))
  await until(async () => (await left()) > 60_000)
  t.ok((await left()) > 3_590_000, 'for the hours that are set')
})
