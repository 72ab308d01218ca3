import { createHash } from 'node:crypto'
import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startCluster } from './redis-cluster.js'
import { inspectStore, isReady, startReplicas, until } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'

t.test('a cluster that loses the master of a sandbox goes on at its replica', async (t) => {
  const cluster = await startCluster({ replicas: true })
  t.teardown(() => cluster.kill())
  const [a, b] = await startReplicas(t, cluster.url, { STORE_PREFIX: 'mine' })
  const { key } = a
  const kept = { platform: 'tiktok', bio: 'kept', profilePictureUrl: 'https://pictures.test/64x64.png' }
  t.equal((await a.edit(ID, kept, { key })).status, 200)
  const stream = await readEvents(t, b, { key })

  const clients = await Promise.all(cluster.nodes.map(({ url }) => inspectStore(t, url)))
  const keys = await Promise.all(clients.slice(0, 3).map((client) => client.keys('*')))
  const hash = createHash('sha256').update(key).digest('hex')
  const names = keys.flat().filter((name) => name.includes(hash))
  t.equal(names.length, 2, 'state and log')
  const slots = await Promise.all(names.map((name) => clients[0]!.sendCommand(['CLUSTER', 'KEYSLOT', name])))
  t.equal(new Set(slots).size, 1, 'one slot for a sandbox')
  const master = keys.findIndex((held) => held.includes(names[0]!))
  t.equal(await clients[master]!.sendCommand(['WAIT', '1', '5000']), 1, 'the replica has it all')

  await cluster.nodes[master]!.kill()
  await until(async () => !(await isReady(a)))
  for (const one of [a, b]) await until(() => isReady(one))
  const { profiles } = (await b.control('GET', `/accounts/${ID}`, undefined, { key })).body
  t.equal(profiles.tiktok.bio, 'kept')
  const later = await a.edit(ID, { platform: 'tiktok', bio: 'later' }, { key })
  t.equal(later.status, 200)
  t.equal((await stream.next('request')).data.id, later.headers.get('x-request-id'), 'an open stream goes on')
})
