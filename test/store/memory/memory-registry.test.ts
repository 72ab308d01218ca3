import { createHash } from 'node:crypto'
import t from 'tap'
import { readEvents } from '../../control/event-reader.js'
import { startServer, type TestServer } from '../../helper.js'

const A = { key: 'sk_test_a' }
const B = { key: 'sk_test_b' }
const C = { key: 'sk_test_c' }
const hash = ({ key }: { key: string }) => createHash('sha256').update(key).digest('hex').slice(0, 8)

const opens = async ({ control }: TestServer, key: { key: string }) =>
  (await control('GET', '/clock', undefined, key)).headers.get('x-sandbox-opened')
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

t.test('past SANDBOX_LIMIT the one idle longest is dropped, and the log says which', async (t) => {
  const server = await startServer(t, { SANDBOX_LIMIT: '2' })
  await server.control('PUT', '/clock', { mode: 'frozen' }, A)
  await opens(server, B)
  t.equal(await opens(server, A), null, 'used again: B is idle longer')
  t.equal(await opens(server, C), 'true')
  t.equal(await opens(server, A), null)
  t.equal((await server.control('GET', '/clock', undefined, A)).body.mode, 'frozen')
  t.match(drops(server), [{ level: 40, key: hash(B), msg: 'SANDBOX_LIMIT reached: dropped the sandbox idle longest' }])
  t.equal(await opens(server, B), 'true')
  t.equal(drops(server).at(-1).key, hash(C))
  t.notMatch(server.logged.join(''), 'sk_test')
})

t.test('never one with a stream open', async (t) => {
  const server = await startServer(t, { SANDBOX_LIMIT: '1' })
  const events = await readEvents(t, server, A)
  t.equal(await opens(server, B), 'true')
  t.equal(await opens(server, C), 'true')
  t.equal(await opens(server, A), null)
  t.strictSame(new Set(drops(server).map(({ key }) => key)), new Set([hash(B), hash(C)]))
  events.close()
  while (!server.logged.some((line) => line.includes('/events'))) await server.call('GET', '/health')
  t.equal(await opens(server, B), 'true')
  t.equal(await opens(server, A), 'true', 'dropped once its stream was closed')
})

t.test('never one with a call under way', async (t) => {
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
  t.equal(await opens(server, B), 'true')
  t.equal(await opens(server, C), 'true')
  t.equal(await opens(server, A), null)
  t.strictSame(new Set(drops(server).map(({ key }) => key)), new Set([hash(B), hash(C)]))
  leaving.abort()
  await t.rejects(call)
})
