import t, { type Test } from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startServer } from '../helper.js'
import { freePort, startStoreServer } from './redis-server.js'
import { inspectStore, isReady, type Replica, startReplicas, startStore, until } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'
const update = ({ edit }: Replica, bio: string, key: string) => edit(ID, { platform: 'tiktok', bio }, { key })

const TICK_MS = 50

/** Every surface answers as it should while the store is away, in time: in that of this process, which a busy machine may halt. */
async function refuses(t: Test, one: Replica, key: string): Promise<void> {
  let ticks = 0
  const clock = setInterval(() => ticks++, TICK_MS)
  const [changed, state, invalid, noKey] = await Promise.all([
    update(one, 'lost', key),
    one.control('GET', '', undefined, { key }),
    one.edit(ID, { platform: 'myspace' }, { key }),
    one.edit(ID, { platform: 'tiktok' }, { key: null }),
  ])
  clearInterval(clock)
  t.strictSame([changed.status, changed.body.error.code], [500, 'internal'])
  t.strictSame([state.status, state.body.error.code], [503, 'store_unavailable'])
  t.strictSame([invalid.status, noKey.status], [400, 401])
  const mostMs = (ticks + 1) * TICK_MS
  t.ok(mostMs < 2_000, `in time: ${mostMs} ms`)
  t.equal((await one.call('GET', '/ready', { key: null })).status, 503)
  t.equal((await one.call('GET', '/health', { key: null })).status, 200)
}

t.test('a store that is killed and comes back, with all that it was told', async (t) => {
  const aof = ['--appendonly', 'yes', '--appendfsync', 'always', '--dir', t.testdir({})]
  const store = await startStoreServer(aof)
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  t.equal((await update(a, 'kept', key)).status, 200)
  const stream = await readEvents(t, b, { key })
  await store.kill()
  await until(async () => !(await isReady(a)))
  await refuses(t, a, key)
  const again = await startStoreServer(aof, store.port)
  t.teardown(() => again.kill())
  for (const one of [a, b]) await until(() => isReady(one))
  const account = await b.control('GET', `/accounts/${ID}`, undefined, { key })
  t.equal(account.body.profiles.tiktok.bio, 'kept')
  t.equal(account.headers.get('x-sandbox-opened'), null)
  const later = await update(a, 'later', key)
  t.equal(later.status, 200)
  const told = await stream.next('request')
  t.equal(told.data.id, later.headers.get('x-request-id'), 'a stream that was open goes on')
  const { requests } = (await b.control('GET', '/requests', undefined, { key })).body
  t.equal(requests.length, 2)
})

t.test('one that keeps nothing on disk opens sandboxes anew, and says so', async (t) => {
  const store = await startStoreServer()
  const [a] = await startReplicas(t, store.url)
  t.equal((await update(a, 'forgotten', a.key)).status, 200)
  await store.kill()
  const again = await startStoreServer([], store.port)
  t.teardown(() => again.kill())
  await until(() => isReady(a))
  const reply = await a.control('GET', `/accounts/${ID}`, undefined, { key: a.key })
  t.not(reply.body.profiles.tiktok.bio, 'forgotten')
  t.equal(reply.headers.get('x-sandbox-opened'), 'true')
})

t.test('one that stands still for long', async (t) => {
  const store = await startStore(t)
  const [a, b] = await startReplicas(t, store.url)
  const client = await inspectStore(t, store.url)
  for (const command of [
    ['CLIENT', 'PAUSE', '6000', 'ALL'],
    ['DEBUG', 'SLEEP', '6'],
  ]) {
    t.equal((await update(a, 'before', a.key)).status, 200)
    const paused = client.sendCommand(command)
    await refuses(t, a, a.key)
    await paused
    for (const one of [a, b]) await until(() => isReady(one))
    t.equal((await update(b, 'after', a.key)).status, 200, command.join(' '))
  }
})

t.test('one that stands still for a moment is waited for', async (t) => {
  const store = await startStore(t)
  const [a] = await startReplicas(t, store.url)
  const client = await inspectStore(t, store.url)
  const paused = client.sendCommand(['DEBUG', 'SLEEP', '0.4'])
  t.equal((await update(a, 'x', a.key)).status, 200)
  await paused
})

t.test('one that has forgotten the scripts is told them again', async (t) => {
  const store = await startStore(t)
  const [a, b] = await startReplicas(t, store.url)
  const client = await inspectStore(t, store.url)
  t.equal((await update(a, 'x', a.key)).status, 200)
  await client.sendCommand(['SCRIPT', 'FLUSH'])
  t.equal((await update(b, 'y', a.key)).status, 200)
})

t.test('a full one refuses what it cannot take, and is still read', async (t) => {
  const store = await startStore(t, ['--maxmemory-policy', 'noeviction'])
  const [a] = await startReplicas(t, store.url)
  const client = await inspectStore(t, store.url)
  t.equal((await update(a, 'kept', a.key)).status, 200)
  await client.sendCommand(['CONFIG', 'SET', 'maxmemory', '1'])
  const refused = await update(a, 'too much', a.key)
  t.strictSame([refused.status, refused.body.error.code], [500, 'internal'])
  const put = await a.control('PUT', '/clock', { mode: 'frozen' })
  t.strictSame([put.status, put.body.error.code], [503, 'store_unavailable'])
  const account = await a.control('GET', `/accounts/${ID}`)
  t.strictSame([account.status, account.body.profiles.tiktok.bio], [200, 'kept'])
  t.equal((await a.control('GET', '/requests')).body.requests.length, 1)
  await client.sendCommand(['CONFIG', 'SET', 'maxmemory', '0'])
  t.equal((await update(a, 'again', a.key)).status, 200)
})

t.test('a start that comes before the store', async (t) => {
  const port = await freePort()
  const one = await startServer(t, { STORE_URL: `redis://127.0.0.1:${port}` })
  await refuses(t, one, one.key)
  const store = await startStoreServer([], port)
  t.teardown(() => store.kill())
  await until(() => isReady(one))
  t.equal((await update(one, 'x', one.key)).status, 200)
})
