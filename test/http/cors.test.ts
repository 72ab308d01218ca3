import t from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startServer } from '../helper.js'

const PATH = '/v1/accounts/acc_1a2b3c4d5e/profile'
const ORIGIN = 'https://app.example.com'
const asking = (origin: string, method = 'PATCH') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': 'authorization,content-type',
})

t.test('without CORS_ORIGIN there are no such headers, and the log says once what is missing', async (t) => {
  const { call, edit, logged } = await startServer(t)
  for (const path of [PATH, '/_sandbox/clock']) {
    const preflight = await call('OPTIONS', path, { key: null, headers: asking(ORIGIN) })
    t.equal(preflight.status, 401)
    t.equal(preflight.headers.get('access-control-allow-origin'), null)
  }
  const reply = await edit('acc_1a2b3c4d5e', { platform: 'instagram' }, { headers: { origin: ORIGIN } })
  t.equal(reply.status, 200)
  t.equal(reply.headers.get('access-control-allow-origin'), null)
  t.equal(reply.headers.get('vary'), null)
  t.equal(logged.filter((line) => line.includes('CORS_ORIGIN')).length, 1)
})

t.test('any origin', async (t) => {
  const server = await startServer(t, { CORS_ORIGIN: '*' })
  const { call, edit } = server
  for (const path of [PATH, '/_sandbox', '/_sandbox/faults/x', '/media/fashion-insider.jpg', '/health']) {
    const { status, headers, text } = await call('OPTIONS', path, { key: null, headers: asking('null') })
    t.strictSame([status, text], [204, ''], path)
    t.equal(headers.get('access-control-allow-origin'), '*')
    t.equal(headers.get('access-control-allow-headers'), 'authorization, content-type, last-event-id')
    t.equal(headers.get('access-control-allow-methods'), 'GET, HEAD, POST, PUT, PATCH, DELETE')
    t.equal(headers.get('access-control-allow-private-network'), null)
  }
  const local = { ...asking(ORIGIN), 'access-control-request-private-network': 'true' }
  const near = await call('OPTIONS', PATH, { key: null, headers: local })
  t.equal(near.headers.get('access-control-allow-private-network'), 'true')

  const headers = { origin: ORIGIN }
  for (const reply of [
    await edit('acc_1a2b3c4d5e', { platform: 'instagram' }, { headers }),
    await edit('acc_x', { platform: 'instagram' }, { headers }),
    await edit('acc_x', {}, { headers, key: null }),
    await call('GET', '/_sandbox/clock', { headers }),
    await call('GET', '/media/fashion-insider.jpg', { headers, key: null }),
  ]) {
    t.equal(reply.headers.get('access-control-allow-origin'), '*')
    t.equal(reply.headers.get('access-control-expose-headers'), 'x-request-id, x-sandbox-rule, x-sandbox-opened')
  }
  const plain = await call('OPTIONS', PATH, { headers })
  t.equal(plain.status, 405, 'OPTIONS that is no preflight is a call like any other')
  const { response } = await readEvents(t, server, { headers })
  t.equal(response.headers.get('access-control-allow-origin'), '*')
  await server.control('POST', '/faults', { kind: 'truncate' })
  const cut = await fetch(server.url + PATH, {
    method: 'PATCH',
    headers: { ...headers, authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: '{"platform":"instagram"}',
  })
  t.equal(cut.headers.get('access-control-allow-origin'), '*')
  await t.rejects(cut.text())
})

t.test('paths that the router cannot read are as open to pages as any other', async (t) => {
  const { call } = await startServer(t, { CORS_ORIGIN: ORIGIN })
  for (const path of ['/v1/%zz', '/_sandbox/%zz', '/%zz']) {
    const preflight = await call('OPTIONS', path, { key: null, headers: asking(ORIGIN) })
    t.strictSame([preflight.status, preflight.text], [204, ''], path)
    t.equal(preflight.headers.get('access-control-allow-headers'), 'authorization, content-type, last-event-id')
    const reply = await call('GET', path, { headers: { origin: ORIGIN } })
    t.equal(reply.status, 400)
    t.equal(reply.headers.get('access-control-allow-origin'), ORIGIN)
    t.equal(reply.headers.get('vary'), 'Origin')
    const other = await call('OPTIONS', path, { key: null, headers: asking('https://evil.example') })
    t.equal(other.headers.get('access-control-allow-origin'), null)
  }
})

t.test('a list of origins', async (t) => {
  const { call, logged } = await startServer(t, { CORS_ORIGIN: `${ORIGIN}/, http://localhost:5173` })
  for (const origin of [ORIGIN, 'http://localhost:5173']) {
    const { status, headers } = await call('OPTIONS', PATH, { key: null, headers: asking(origin) })
    t.equal(status, 204)
    t.equal(headers.get('access-control-allow-origin'), origin)
    t.equal(headers.get('vary'), 'Origin')
  }
  for (const origin of ['https://evil.example', 'http://app.example.com', `${ORIGIN}.evil.example`, 'null']) {
    const { status, headers } = await call('OPTIONS', PATH, { key: null, headers: asking(origin) })
    t.equal(status, 401)
    t.equal(headers.get('access-control-allow-origin'), null)
  }
  const other = await call('GET', '/_sandbox/clock')
  t.equal(other.headers.get('vary'), 'Origin', 'also where no origin is given')
  t.equal(logged.filter((line) => line.includes('CORS_ORIGIN')).length, 1)
})
