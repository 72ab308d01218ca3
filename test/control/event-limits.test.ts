import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import t from 'tap'
import { EventQueue } from '../../src/control/event-queue.js'
import { ByteBudget } from '../../src/http/byte-budget.js'
import { startServer, type TestServer } from '../helper.js'
import { ONE_APP } from '../two-apps.js'
import { readEvents } from './event-reader.js'
import { error } from './frozen.js'

const severe = (logged: string[]) => logged.filter((line) => JSON.parse(line).level >= 40)

t.test('8 streams a sandbox', async (t) => {
  const server = await startServer(t, ONE_APP)
  const streams = []
  for (let i = 0; i < 8; i += 1) streams.push(await readEvents(t, server))
  const ninth = await server.control('GET', '/events')
  t.equal(ninth.status, 429)
  t.strictSame(ninth.body, error('limit_reached', 'A sandbox has at most 8 event streams'))
  t.equal((await readEvents(t, server, { key: 'sk_test_other' })).response.status, 200, 'another key’s do not count')
  streams[0]?.close()
  let another = 429
  while (another === 429) another = (await readEvents(t, server)).response.status
  t.equal(another, 200, 'one that is closed makes room')
  t.strictSame(severe(server.logged), [])
})

t.test('streams end when the server closes', async (t) => {
  const server = await startServer(t, ONE_APP)
  const events = await readEvents(t, server)
  await server.app.close()
  t.equal(await events.rest(), 0)
  t.strictSame(severe(server.logged), [])
})

/** A stream whose client takes nothing of it. */
async function openUnread({ app, url, key }: TestServer) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.pause()
  socket.write(`GET /_sandbox/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n\r\n`)
  const [, response] = (await once(app.server, 'request')) as [IncomingMessage, ServerResponse]
  return { socket, response }
}

/** Puts an account of 60 KiB, again and again: an event each. */
async function makeNoise({ control }: TestServer, times: number) {
  const profiles = { tiktok: { name: 'Noise', bio: 'x'.repeat(60 * 1024) } }
  for (let i = 0; i < times; i += 1) await control('PUT', '/accounts/acc_noise', { profiles })
}

const closedStreams = ({ logged }: TestServer) => logged.filter((line) => line.includes('"/_sandbox/events"')).length

t.test('a reader that does not read is dropped, and the others hear on', async (t) => {
  const server = await startServer(t, ONE_APP)
  const { socket } = await openUnread(server)
  const good = await readEvents(t, server)
  const heard = good.rest()
  let rounds = 0
  // 4 MiB wait in the server, and a few more in the buffers of the two sockets.
  while (closedStreams(server) === 0 && rounds < 100) {
    rounds += 1
    await makeNoise(server, 10)
  }
  t.ok(rounds > 6 && rounds < 100, `dropped after ${rounds * 600} KiB`)
  t.strictSame(severe(server.logged), [])
  socket.destroy()
  await server.app.close()
  t.equal(await heard, rounds * 10)
})

t.test('a reader that does not read does not keep the server from closing', async (t) => {
  const server = await startServer(t, ONE_APP)
  const { socket, response } = await openUnread(server)
  while (!response.writableNeedDrain) await makeNoise(server, 1)
  const started = performance.now()
  await server.app.close()
  t.ok(performance.now() - started < 15_000)
  t.equal(response.destroyed, true)
  socket.destroy()
})

t.test('a full log is replayed whole', async (t) => {
  const server = await startServer(t, ONE_APP)
  const field = 'f'.repeat(60 * 1024)
  for (let i = 0; i < 20; i += 1) await server.edit(`acc_${i}`, { platform: 'tiktok', [field]: 1 })
  const { requests } = (await server.control('GET', '/requests')).body
  t.ok(requests.length >= 16 && requests.length < 20)
  const events = await readEvents(t, server, { lastEventId: 'none' })
  for (const request of requests) t.strictSame((await events.next()).data, request)
})

t.test('what waits is bounded by its weight, but a single event always may', async (t) => {
  const queue = new EventQueue(1_000, new ByteBudget(1_000_000, () => 1_000_000))
  const event = (data: string) => ({ id: '1', event: 'reset' as const, data })
  t.equal(queue.push(event('x'.repeat(5_000))), true)
  t.equal(queue.push(event('')), false)
  const taken = queue[Symbol.asyncIterator]()
  t.equal((await taken.next()).value.data.length, 5_000)
  t.equal(queue.push(event('{}')), true, 'nothing else waits')
  t.equal(queue.push(event('{}')), false, 'what a reader has in hand counts until it asks for the next')
  t.equal((await taken.next()).value.data, '{}')
  const fitting = Array.from({ length: 50 }, () => queue.push(event('{}'))).filter(Boolean)
  t.equal(fitting.length, 8, 'small ones are not free')
  queue.end()
  for (const _ of fitting) t.equal((await taken.next()).value.data, '{}')
  t.equal((await taken.next()).done, true)
})

t.test('the readers of all streams together hold no more than the server may', async (t) => {
  const budget = new ByteBudget(1_000, () => 1_000)
  const [one, other] = [new EventQueue(1_000, budget), new EventQueue(1_000, budget)]
  const event = { id: '1', event: 'reset' as const, data: 'x'.repeat(500) }
  t.equal(one.push(event), true)
  t.equal(other.push(event), false)
  one.release()
  t.equal(budget.held, 0)
  t.equal(one.push(event), true, 'nobody misses it')
  t.equal(budget.held, 0)
})
