import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { ByteBudget, HELD_LIMIT } from '../../src/http/byte-budget.js'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const request = (key: string, path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n${more}\r\n`

t.test('what a client sends ahead on one connection is taken up one by one, in its order', async (t) => {
  const server = await startServer(t)
  const text = Array.from({ length: 800 }, (_, n) => request(server.key, `/v1/${n}`)).join('')
  const reply = await sendRaw(server.url, text + request(server.key, '/health', 'Connection: close\r\n'))
  const named = [...reply.matchAll(/No route GET \/v1\/(\d+)/g)].map(([, n]) => Number(n))
  t.strictSame(named, [...Array(800).keys()])
  t.match(reply, '"status":"ok"')
})

t.test('800 dumps asked for in one write, and none read, are made one by one', async (t) => {
  const server = await startServer(t)
  const bio = 'x'.repeat(60_000)
  const accounts = Array.from({ length: 60 }, (_, n) => ({
    accountId: `acc_${n}`,
    profiles: { tiktok: { name: 'A', bio } },
  }))
  t.equal((await server.control('PUT', '', { accounts })).status, 200)
  const taken: number[] = []
  t.intercept(ByteBudget.prototype, 'take', { value: counting(taken) })
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause()
  socket.write(request(server.key, '/_sandbox').repeat(800))
  await once(server.app.server, 'request')
  while (taken.length < 800) await server.call('GET', '/health')
  for (let call = 0; call < 50; call++) await server.call('GET', '/health')
  // The buffers of the two sockets may have taken one or two whole.
  t.ok(taken.filter((bytes) => bytes > 1_000_000).length <= 5)
  socket.destroy()
})

function counting(taken: number[]) {
  const { take } = ByteBudget.prototype
  return function (this: ByteBudget, bytes: number) {
    taken.push(bytes)
    return take.call(this, bytes)
  }
}

t.test('what cannot be read after whole requests does not keep them from their replies', async (t) => {
  const { url, key } = await startServer(t)
  const reply = await sendRaw(
    url,
    `${request(key, '/v1/1')}${request(key, '/v1/2')}${request(key, '/v1/3')}nonsense\r\n\r\n`,
  )
  t.equal([...reply.matchAll(/No route GET/g)].length, 3)
})

t.test(
  'what is sent ahead while the server holds as much as it may ends the connection, and holds nothing',
  async (t) => {
    const { app, url, key, call } = await startServer(t)
    app.budget.take(HELD_LIMIT)
    const reply = await sendRaw(url, request(key, '/_sandbox/clock').repeat(5))
    t.ok((reply.match(/HTTP\/1\.1 200/g) ?? []).length <= 1)
    app.budget.give(HELD_LIMIT)
    t.equal((await call('GET', '/_sandbox/clock')).status, 200)
    t.equal(app.budget.held, 0)
  },
)

t.test('a client that goes leaves nothing of what it has sent ahead', async (t) => {
  const { app, url, key, call } = await startServer(t)
  const socket = connect(Number(new URL(url).port), '127.0.0.1').pause()
  socket.write(request(key, '/_sandbox/clock').repeat(500))
  await once(app.server, 'request')
  socket.destroy()
  while (app.budget.held > 0) await call('GET', '/health')
  t.equal(app.budget.held, 0)
})
