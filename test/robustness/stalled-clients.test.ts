import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { HELD_LIMIT } from '../../src/http/byte-budget.js'
import { startServer, type TestServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const MIB = 1024 * 1024
const BUSY = 'The server is busy with as many large requests and unread replies as it may hold: try again in a moment'

/** A connection on which that has been sent, and of which nothing is read. */
async function sendUnread(t: Test, { url }: TestServer, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').pause()
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  await new Promise<void>((resolve) => socket.write(text, () => resolve()))
  return socket
}

const head = (key: string, method: string, more = '', path = '/_sandbox') =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n${more}\r\n`
const json = (length: number) => `Content-Type: application/json\r\nContent-Length: ${length}\r\n`
const putHead = (key: string, length: number) => head(key, 'PUT', json(length))

/** Resolves when the server holds that much, as it does some moments later. */
async function holds({ app, call }: TestServer, matches: (bytes: number) => boolean) {
  while (!matches(app.budget.held)) await call('GET', '/health')
}

t.test('unfinished bodies have a bound in common, past which large calls are told to wait', async (t) => {
  const server = await startServer(t)
  const sockets: Socket[] = []
  for (let n = 0; n < HELD_LIMIT / (4 * MIB); n++) {
    sockets.push(await sendUnread(t, server, `${putHead(`sk_test_${n}`, 4 * MIB)}{`))
  }
  await holds(server, (bytes) => bytes === HELD_LIMIT)
  const large = { accounts: [], clock: { mode: 'real' }, padding: 'x'.repeat(100_000) }
  const refused = await server.control('PUT', '', large)
  t.equal(refused.status, 503)
  t.same(refused.body, { error: { code: 'overloaded', message: BUSY } })
  const body = { platform: 'instagram', bio: 'x'.repeat(60_000) }
  t.equal((await server.edit('acc_1a2b3c4d5e', body)).status, 503, 'on both surfaces')
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Small' })).status, 200)
  t.equal((await server.control('PUT', '', { clock: { mode: 'frozen' } })).status, 200, 'small calls are served')
  for (const socket of sockets) socket.destroy()
  await holds(server, (bytes) => bytes === 0)
  t.equal((await server.control('PUT', '', large)).status, 400, 'and large ones when there is room again')
})

t.test('so have dumps that nobody reads', async (t) => {
  const server = await startServer(t, { STATE_MAX_BYTES: '1000000000' })
  const bio = 'x'.repeat(60_000)
  const accounts = Array.from({ length: 66 }, (_, n) => ({
    accountId: `acc_${n}`,
    profiles: { tiktok: { name: 'A', bio } },
  }))
  t.equal((await server.control('PUT', '', { accounts })).status, 200)
  // Each holds 4 MB, until it is found that there is no room for another.
  for (let n = 0; n < 40; n++) await sendUnread(t, server, head(server.key, 'GET').repeat(4))
  await holds(server, (bytes) => bytes > HELD_LIMIT - 8 * MIB)
  const refused = await server.control('GET', '')
  t.equal(refused.status, 503)
  t.equal(refused.body.error.code, 'overloaded')
  t.equal((await server.control('GET', '/clock')).status, 200)
})

t.test('a client that reads nothing of its reply is hung up on', async (t) => {
  const timeouts = { headersMs: 60_000, requestMs: 60_000, checkMs: 20, progressMs: 100 }
  const server = await startServer(t, {}, { timeouts })
  const bio = 'x'.repeat(60_000)
  const accounts = Array.from({ length: 66 }, (_, n) => ({
    accountId: `acc_${n}`,
    profiles: { tiktok: { name: 'A', bio } },
  }))
  t.equal((await server.control('PUT', '', { accounts })).status, 200)
  const gone = once(server.app.server, 'connection').then(([socket]) => once(socket as Socket, 'close'))
  await sendUnread(t, server, head(server.key, 'GET').repeat(20))
  await t.resolves(gone)
  await holds(server, (bytes) => bytes === 0)
  t.equal((await server.control('GET', '/clock')).status, 200)
})

t.test('one that does not send the rest of its body is told so', async (t) => {
  const timeouts = { headersMs: 60_000, requestMs: 60_000, checkMs: 20, progressMs: 100 }
  const server = await startServer(t, {}, { timeouts })
  const socket = await sendUnread(t, server, `${putHead(server.key, MIB)}{`)
  let received = ''
  socket.setEncoding('utf8').on('data', (text) => (received += text))
  socket.resume()
  await once(socket, 'close')
  t.match(received, /^HTTP\/1\.1 408 /)
  await holds(server, (bytes) => bytes === 0)
})

t.test('one that waits for us is not', async (t) => {
  const timeouts = { headersMs: 60_000, requestMs: 60_000, checkMs: 10, progressMs: 200 }
  const { edit, control } = await startServer(t, {}, { timeouts })
  await control('POST', '/faults', { kind: 'delay', ms: 600 })
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram' })).status, 200)
})

t.test('a connection on which nothing more is asked is hung up on, one that waits for us is not', async (t) => {
  const timeouts = { headersMs: 60_000, requestMs: 60_000, checkMs: 10, keepAliveMs: 100 }
  const server = await startServer(t, {}, { timeouts })
  await server.control('POST', '/faults', { kind: 'delay', ms: 400 })
  const gone = once(server.app.server, 'connection').then(([socket]) => once(socket as Socket, 'close'))
  const socket = await sendUnread(t, server, head(server.key, 'GET'))
  socket.resume()
  await t.resolves(Promise.all([gone, once(socket, 'close')]))
  // On a connection of its own: fetch might take one that is just being hung up on.
  const body = '{"platform":"instagram"}'
  const sent = head(server.key, 'PATCH', json(body.length), '/v1/accounts/acc_1a2b3c4d5e/profile') + body
  t.match(await sendRaw(server.url, sent), /^HTTP\/1\.1 200 /)
})

t.test('what has come while this process itself stood still is read before anyone is hung up on', async (t) => {
  const timeouts = { headersMs: 60_000, requestMs: 60_000, checkMs: 10, keepAliveMs: 100 }
  const { url, key, app } = await startServer(t, {}, { timeouts })
  const accepted = once(app.server, 'connection')
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  t.teardown(() => socket.destroy())
  await Promise.all([accepted, once(socket, 'connect')])
  socket.write(head(key, 'GET'))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  const [received] = await once(socket.setEncoding('utf8'), 'data')
  t.match(received, /^HTTP\/1\.1 200 /)
})

t.test('large states at once are all taken, one after the other, and others are served between them', async (t) => {
  const server = await startServer(t, { STATE_MAX_BYTES: '1000000000' })
  const bio = 'x'.repeat(1_000)
  const accounts = Array.from({ length: 500 }, (_, n) => ({
    accountId: `acc_${n}`,
    profiles: { tiktok: { name: 'A', bio } },
  }))
  const body = JSON.stringify({ accounts })
  const statuses = Promise.all(
    Array.from({ length: 10 }, async (_, n) => (await server.control('PUT', '', body, { key: `sk_test_${n}` })).status),
  )
  for (let call = 0; call < 20; call++) t.equal((await server.call('GET', '/health')).status, 200)
  t.strictSame(new Set(await statuses), new Set([200]))
})

t.test('a long reply is the same as a short one, piece by piece', async (t) => {
  const server = await startServer(t)
  const bio = 'ä€😀"\\\n'.repeat(500)
  const accounts = Array.from({ length: 200 }, (_, n) => ({
    accountId: `acc_${n + 1_000}`,
    profiles: { tiktok: { name: 'A', bio } },
  }))
  const put = await server.control('PUT', '', { clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' }, accounts })
  const got = await server.control('GET', '')
  t.equal(got.headers.get('content-length'), null)
  t.equal(got.headers.get('content-type'), 'application/json; charset=utf-8')
  t.equal(got.text, put.text)
  t.equal(got.text, JSON.stringify(got.body))
  t.equal(got.body.accounts.length, 200)
  t.equal(got.body.accounts[0].profiles.tiktok.bio, bio)
  t.equal((await server.control('PUT', '', got.body)).text, got.text)
  t.same((await server.control('GET', '/accounts?limit=1000')).body.accounts, got.body.accounts)
  t.equal((await server.control('HEAD', '')).status, 200)
})
