import { createHash } from 'node:crypto'
import t from 'tap'
import { readEvents } from '../../control/event-reader.js'
import { startServer, type TestServer } from '../../helper.js'
import { minutesPass } from '../../minutes.js'

const A = { key: 'sk_test_a' }
const B = { key: 'sk_test_b' }
const C = { key: 'sk_test_c' }
const hash = ({ key }: { key: string }) => createHash('sha256').update(key).digest('hex').slice(0, 8)

/** The status and whether the call has opened the sandbox. */
async function opens({ control }: TestServer, key: { key: string }) {
  const { status, headers } = await control('GET', '/clock', undefined, key)
  return status === 200 ? headers.get('x-sandbox-opened') : status
}
const drops = ({ logged }: TestServer) =>
  logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('SANDBOX_LIMIT'))

t.test('the reply that opens a sandbox says so, on both surfaces', async (t) => {
  const server = await startServer(t)
  t.equal(await opens(server, A), 'true')
  t.equal(await opens(server, A), null)
  const opened = await server.edit('acc_nobody', { platform: 'tiktok' }, B)
  t.equal(opened.headers.get('x-sandbox-opened'), 'true')
  t.equal((await server.edit('acc_nobody', { platform: 'tiktok' }, B)).headers.get('x-sandbox-opened'), null)
})

t.test('past SANDBOX_LIMIT the one whose last call is longest ago is dropped, and the log says which', async (t) => {
  const pass = minutesPass(t)
  const server = await startServer(t, { SANDBOX_LIMIT: '2' })
  await server.control('PUT', '/clock', { mode: 'frozen' }, A)
  await opens(server, B)
  t.equal(await opens(server, A), null, 'called again: B’s last call is longer ago')
  pass(2)
  t.equal(await opens(server, C), 'true')
  t.equal(await opens(server, A), null)
  t.equal((await server.control('GET', '/clock', undefined, A)).body.mode, 'frozen')
  const msg = 'SANDBOX_LIMIT reached: dropped the sandbox whose last call is longest ago'
  t.match(drops(server), [{ level: 40, key: hash(B), msg }])
  pass(2)
  t.equal(await opens(server, B), 'true')
  t.equal(drops(server).at(-1).key, hash(C))
  t.notMatch(server.logged.join(''), 'sk_test')
})

t.test('none that was called within the last minute: a new key is refused', async (t) => {
  const pass = minutesPass(t)
  const server = await startServer(t, { SANDBOX_LIMIT: '2' })
  await opens(server, A)
  await opens(server, B)
  for (const refused of [
    await server.control('GET', '/clock', undefined, C),
    await server.edit('acc_1a2b3c4d5e', { platform: 'tiktok' }, C),
  ]) {
    t.equal(refused.status, 503)
    t.same(refused.body.error, {
      code: 'limit_reached',
      message:
        'The server holds 2 sandboxes (SANDBOX_LIMIT), each called within the last minute: use one of their keys, or try again later',
    })
  }
  t.strictSame([await opens(server, A), await opens(server, B)], [null, null], 'those that are there are served')
  pass(0.9)
  t.equal(await opens(server, C), 503)
  t.equal(await opens(server, B), null)
  pass(0.2)
  t.equal(await opens(server, C), 'true')
  t.strictSame(
    drops(server).map(({ key }) => key),
    [hash(A)],
  )
})

t.test('an open stream is no use of a sandbox, and ends with it', async (t) => {
  const pass = minutesPass(t)
  const server = await startServer(t, { SANDBOX_LIMIT: '2' })
  const events = await readEvents(t, server, A)
  await opens(server, B)
  pass(2)
  await opens(server, B)
  t.equal(await opens(server, C), 'true')
  t.equal(await events.rest(), 0)
  t.strictSame(
    drops(server).map(({ key }) => key),
    [hash(A)],
  )
})

t.test('never one with a call under way', async (t) => {
  const pass = minutesPass(t)
  const server = await startServer(t, { SANDBOX_LIMIT: '1' })
  await server.control('POST', '/faults', { kind: 'delay', ms: 60_000, accountId: 'acc_1a2b3c4d5e' }, A)
  const leaving = new AbortController()
  const call = fetch(`${server.url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${A.key}`, 'content-type': 'application/json' },
    body: '{"platform":"tiktok"}',
    signal: leaving.signal,
  })
  const left = async () => (await server.control('GET', '/faults', undefined, A)).body.faults.length
  while ((await left()) > 1);
  pass(5)
  t.equal(await opens(server, B), 503)
  leaving.abort()
  await t.rejects(call)
  while (!server.logged.some((line) => line.includes('/profile'))) await server.call('GET', '/health')
  pass(5)
  t.equal(await opens(server, B), 'true')
})
