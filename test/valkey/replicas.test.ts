import { createHash } from 'node:crypto'
import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startServer } from '../helper.js'
import { inspectStore, startReplicas, startStore } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'
const store = await startStore(t)

t.test('of 200 name changes at once, pictures among them, one is made', async (t) => {
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  const calls = Array.from({ length: 200 }, (_, index) => {
    const picture = index % 20 === 0 && { profilePictureUrl: 'https://pictures.test/32x32.png' }
    return [a, b][index % 2]!.edit(ID, { platform: 'tiktok', name: `Name ${index}`, ...picture }, { key })
  })
  const statuses = (await Promise.all(calls)).map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 200).length, 1)
  t.equal(statuses.filter((status) => status === 429).length, 199)
})

t.test('a hundred updates of one account at once all succeed, and those of other fields lose nothing', async (t) => {
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  const calls = Array.from({ length: 100 }, (_, index) => {
    const field = [{ bio: `bio ${index}` }, { username: `user${index}` }, { bio: '' }][index % 3]
    const platform = index % 3 === 2 ? 'tiktok' : 'instagram'
    return [a, b][index % 2]!.edit(ID, { platform, ...field }, { key })
  })
  t.strictSame(new Set((await Promise.all(calls)).map(({ status }) => status)), new Set([200]))
  const { profiles } = (await b.control('GET', `/accounts/${ID}`, undefined, { key })).body
  t.match(profiles.instagram.bio, /^bio \d+$/)
  t.match(profiles.instagram.username, /^user\d+$/)
  t.equal(profiles.tiktok.bio, '')
  t.equal((await a.control('GET', '/requests', undefined, { key })).body.requests.length, 100)
})

t.test('a fault strikes as often as it says, whoever is called', async (t) => {
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  await a.control('POST', '/faults', { kind: 'error', accountId: ID, times: 3 }, { key })
  const calls = Array.from({ length: 20 }, (_, index) =>
    [a, b][index % 2]!.edit(ID, { platform: 'tiktok', bio: 'x' }, { key }),
  )
  t.equal((await Promise.all(calls)).filter(({ status }) => status === 500).length, 3)
  t.notMatch((await b.control('GET', '/faults', undefined, { key })).body.faults, [{ accountId: ID }])
})

t.test('a stream goes on at another server', async (t) => {
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  const first = await readEvents(t, a, { key })
  const beside = await readEvents(t, b, { key })
  await b.edit(ID, { platform: 'tiktok', bio: '1' }, { key })
  const seen = await first.next('request')
  t.equal((await beside.next('request')).id, seen.id, 'ids mean the same on both')
  first.close()
  const missed = await a.edit(ID, { platform: 'tiktok', bio: '2' }, { key })
  const resumed = await readEvents(t, b, { key, lastEventId: seen.id })
  const live = await a.edit(ID, { platform: 'tiktok', bio: '3' }, { key })
  for (const reply of [missed, live]) {
    t.equal((await resumed.next('request')).data.id, reply.headers.get('x-request-id'))
  }
})

t.test('pictures outlive the server that fetched them', async (t) => {
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  const update = { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/64x64.png' }
  const { profilePictureUrl } = (await a.edit(ID, update, { key })).body
  await a.app.close()
  const picture = await fetch(profilePictureUrl.replace(a.url, b.url))
  t.equal(picture.status, 200)
  t.match(picture.headers.get('content-type'), /^image\//)
})

t.test('what is in the store: no key, an expiry for everything, one slot for a sandbox', async (t) => {
  const client = await inspectStore(t, store.url)
  await client.flushAll()
  const [a] = await startReplicas(t, store.url, { STORE_IDLE_HOURS: '5', STORE_PREFIX: 'mine' })
  await a.edit(ID, { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/64x64.png' })
  await a.edit(ID, { platform: 'myspace' })
  const names = await client.keys('*')
  const hash = createHash('sha256').update(a.key).digest('hex')
  t.equal(names.filter((name) => name.includes(`{${hash}}`)).length, 3)
  for (const name of names) {
    t.match(name, /^mine:/)
    const hours = (await client.pTTL(name)) / 3_600_000
    t.ok(hours > 4.9 && hours < 6, `${name} expires in ${hours} h`)
    const dumped = await client.withTypeMapping({ 36: Buffer }).dump(name)
    t.notOk(String(dumped).includes(a.key))
  }
})

t.test('servers with other seeds keep other sandboxes', async (t) => {
  const [a] = await startReplicas(t, store.url, { STORE_PREFIX: 'seeds' })
  const seed = { accounts: [{ accountId: 'acc_only', profiles: { tiktok: { name: 'A' } } }] }
  const folder = t.testdir({ 'seed.json': JSON.stringify(seed) })
  const other = await startServer(t, {
    STORE_URL: store.url,
    STORE_PREFIX: 'seeds',
    SEED_FILE: `${folder}/seed.json`,
  })
  const { key } = a
  await a.control('PUT', '/clock', { mode: 'frozen' }, { key })
  const { body } = await other.control('GET', '', undefined, { key })
  t.equal(body.clock.mode, 'real')
  t.strictSame(
    body.accounts.map(({ accountId }: { accountId: string }) => accountId),
    ['acc_only'],
  )
})
