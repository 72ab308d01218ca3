import { readFileSync } from 'node:fs'
import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import { inspectStore, startReplicas, startStore } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'
const ACL = readFileSync(new URL('../examples/replicas/users.acl', import.meta.url), 'utf8')

t.test('the rights of the example are all that it takes', async (t) => {
  const folder = t.testdir({ 'users.acl': ACL.replace('user default off', 'user default on nopass ~* &* +@all') })
  const store = await startStore(t, ['--aclfile', `${folder}/users.acl`])
  const url = store.url.replace('//', '//infinipost:change-me@')
  const [a, b] = await startReplicas(t, url, { STORE_PREFIX: 'infinipost-mock' })
  const { key } = a
  const events = await readEvents(t, b, { key })
  const update = { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/64x64.png' }
  const { status, body } = await a.edit(ID, update, { key })
  t.equal(status, 200)
  await events.next('request')
  t.equal((await fetch(body.profilePictureUrl)).status, 200)
  await a.edit(ID, { platform: 'myspace' }, { key })
  for (const path of ['', '/accounts?limit=1', `/accounts/${ID}`, '/rules', '/requests?status=400']) {
    t.equal((await b.control('GET', path, undefined, { key })).status, 200, path)
  }
  t.equal((await a.control('DELETE', `/accounts/${ID}`, undefined, { key })).status, 204)
  t.equal((await a.control('DELETE', '/requests', undefined, { key })).status, 204)
  t.equal((await a.control('PUT', '', {}, { key })).status, 200)
  events.close()
  const client = await inspectStore(t, store.url)
  t.strictSame(await client.sendCommand(['ACL', 'LOG']), [], 'nothing was refused')
})

t.test('with a wrong password it is not ready, and says why', async (t) => {
  const folder = t.testdir({ 'users.acl': ACL })
  const store = await startStore(t, ['--aclfile', `${folder}/users.acl`])
  const { startServer } = await import('../helper.js')
  const { logged, call } = await startServer(t, { STORE_URL: store.url.replace('//', '//infinipost:wr0ng@') })
  while (!logged.join('').includes('the store cannot be reached')) await new Promise(setImmediate)
  t.equal((await call('GET', '/ready', { key: null })).status, 503)
  t.match(logged.join(''), /WRONGPASS/)
  t.notMatch(logged.join(''), 'wr0ng')
})
