import t from 'tap'
import { startServer } from '../helper.js'

t.test('ready, until the server closes', async (t) => {
  // A server of its own process gives a connection on which nothing is asked one request more.
  const { app, call } = await startServer(t, {}, { ownsProcess: true })
  const open = await call('GET', '/ready', { key: null })
  t.equal(open.status, 200)
  t.strictSame(open.body, { status: 'ready' })
  t.equal(open.headers.get('cache-control'), 'no-store')
  const closed = app.close()
  const closing = await call('GET', '/ready', { key: null })
  await closed
  t.equal(closing.status, 503)
  t.strictSame(closing.body, { status: 'unavailable', missing: ['a shutdown is under way'] })
})
