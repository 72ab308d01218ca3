import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { Sandbox } from '../../src/sandbox/sandbox.js'
import { startServer } from '../helper.js'
import { error } from './frozen.js'

const PATHS = ['', '/', '/accounts', '/accounts/acc_1a2b3c4d5e', '/clock', '/faults', '/requests', '/events', '/rules']

t.test('the key comes before everything, the route included', async (t) => {
  const { control } = await startServer(t)
  for (const path of [...PATHS, '/nothing', '/clock/advance/further']) {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const { status, body } = await control(method, path, method === 'GET' ? undefined : '{', { key: null })
      t.equal(status, 401, `${method} ${path}`)
      t.strictSame(body, error('unauthorized', 'No API key provided'))
    }
  }
  const live = await control('GET', '', undefined, { key: 'sk_live_x' })
  t.equal(live.status, 401)
  t.strictSame(live.body, error('invalid_api_key', 'The API key provided is invalid'))
  t.equal((await control('GET', '', undefined, { key: 'sk_test_expired' })).body.error.code, 'expired_api_key')
})

const UNKNOWN: [method: string, path: string][] = [
  ['GET', '/nothing'],
  ['PATCH', ''],
  ['POST', '/accounts'],
  ['PUT', '/faults'],
  ['GET', '/faults/flt_seed_server_error'],
  ['GET', '/clock/advance'],
  ['POST', '/rules'],
  ['HEAD', '/events'],
]
for (const [method, path] of UNKNOWN) {
  t.test(`${method} /_sandbox${path} is no route`, async (t) => {
    const { control } = await startServer(t)
    const { status, body } = await control(method, path)
    t.equal(status, 404)
    if (method !== 'HEAD') t.strictSame(body, error('not_found', `No route ${method} /_sandbox${path}`))
  })
}

t.test('DELETE of a fault that is not there', async (t) => {
  const { control } = await startServer(t)
  const { status, body } = await control('DELETE', '/faults/flt_x')
  t.equal(status, 404)
  t.strictSame(body, error('not_found', 'Fault flt_x not found'))
})

t.test('a trailing slash names the same state', async (t) => {
  const { control } = await startServer(t)
  await control('PUT', '/', { clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' } })
  t.strictSame((await control('GET', '/')).body, (await control('GET', '')).body)
})

t.test('an unexpected error tells the client nothing, and the log everything', async (t) => {
  const { control, logged } = await startServer(t)
  t.capture(Sandbox.prototype, 'state', () => {
    throw new Error('a secret cause')
  })
  const { status, body, headers } = await control('GET', '')
  t.equal(status, 500)
  t.strictSame(body, error('internal', 'An unexpected error occurred'))
  const line = logged.find((one) => one.includes('a secret cause'))
  t.match(JSON.parse(line ?? '{}'), { level: 50, requestId: headers.get('x-request-id') })
})

t.test('a body that ends before it is whole changes nothing', async (t) => {
  const { control, url, key } = await startServer(t)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = `PUT /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n`
  socket.end(`${head}content-type: application/json\r\ncontent-length: 30\r\n\r\n{"mode":"frozen"}`)
  t.notMatch(await text(socket), /200 OK/)
  t.equal((await control('GET', '/clock')).body.mode, 'real')
})
