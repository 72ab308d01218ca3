import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { StreamCounts } from '../../src/control/stream-counts.js'
import { readEvents } from '../control/event-reader.js'
import { startServer } from '../helper.js'
import { minutesPass } from '../minutes.js'

t.test('streams are bounded over all keys too, by the whole of a key’s hash', async (t) => {
  const counts = new StreamCounts()
  for (let n = 0; n < 1_000; n++) t.equal(counts.add(`sandbox_${n >> 3}`), undefined)
  t.equal(counts.add('sandbox_0'), 'A sandbox has at most 8 event streams')
  t.equal(counts.add('another'), 'The server has at most 1000 event streams in all')
  counts.remove('sandbox_7')
  t.equal(counts.add('another'), undefined)
})

t.test('1,100 streams take nobody’s world: each is refused or dropped before one that is called', async (t) => {
  const pass = minutesPass(t)
  const server = await startServer(t, { SANDBOX_LIMIT: '20' })
  const victim = { key: 'sk_test_victim' }
  await server.control('PUT', '/clock', { mode: 'frozen', now: '2024-04-21T10:00:00Z' }, victim)
  const { port } = new URL(server.url)
  let statuses: string[] = []
  const open = async (key: string) => {
    const socket = connect(Number(port), '127.0.0.1')
    t.teardown(() => socket.destroy())
    socket.on('error', () => {})
    socket.write(`GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`)
    statuses.push(String((await once(socket, 'data'))[0]).slice(9, 12))
  }
  for (let round = 0; round < 3; round++) {
    statuses = []
    await Promise.all(Array.from({ length: 50 }, (_, n) => open(`sk_test_${round}_${n}`)))
    t.ok(statuses.includes('503'), 'past the limit new keys are refused')
    t.equal((await server.control('GET', '/clock', undefined, victim)).body.mode, 'frozen')
    pass(0.9)
    t.equal((await server.control('GET', '/clock', undefined, victim)).body.mode, 'frozen')
    pass(0.2)
  }
})

t.test('a stream that nobody reads counts with all else that is held, and is given back', async (t) => {
  const server = await startServer(t)
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause()
  socket.on('error', () => {})
  socket.write(`GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.key}\r\n\r\n`)
  await once(server.app.server, 'request')
  const events = await readEvents(t, server)
  const profiles = { tiktok: { name: 'Noise', bio: 'x'.repeat(60 * 1024) } }
  while (server.app.budget.held < 1_000_000) await server.control('PUT', '/accounts/acc_noise', { profiles })
  socket.destroy()
  events.close()
  while (server.app.budget.held > 0) await server.call('GET', '/health')
  t.equal(server.app.budget.held, 0)
})
