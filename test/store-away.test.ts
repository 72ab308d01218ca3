import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t, { type Test } from 'tap'
import { startServer } from './helper.js'
import { sendRaw } from './raw.js'

/** A server whose store cannot be reached from the start: nothing listens there. */
async function startWithoutStore(t: Test) {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  closed.close()
  return startServer(t, { STORE_URL: `redis://me:s3cret@127.0.0.1:${port}` })
}

t.test('without its store the server still answers, and says what is missing', async (t) => {
  const server = await startWithoutStore(t)
  const { call, edit, control } = server
  const changed = await edit('acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'x' })
  t.equal(changed.status, 500)
  t.strictSame(changed.body, { error: { code: 'internal', message: 'An unexpected error occurred' } })
  t.equal(changed.headers.get('x-sandbox-rule'), 'internal-error')
  const state = await control('GET', '')
  t.equal(state.status, 503)
  t.equal(state.body.error.code, 'store_unavailable')
  t.equal((await control('GET', '/events')).status, 503)
  const ready = await call('GET', '/ready', { key: null })
  t.equal(ready.status, 503)
  t.strictSame(ready.body, { status: 'unavailable', missing: ['the store cannot be reached'] })
  t.equal((await call('GET', '/health', { key: null })).status, 200)
  const picture = await call('GET', `/media/${'0'.repeat(32)}.jpg`, { key: null })
  t.equal(picture.status, 503)
  t.equal(picture.body.error.code, 'store_unavailable')
  t.equal((await call('GET', '/media/fashion-insider.jpg', { key: null })).status, 200, 'the seed’s own are files')
})

t.test('checks that need no store answer as ever', async (t) => {
  const { url, key, edit, call } = await startWithoutStore(t)
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'tiktok' }, { key: 'sk_live_x' })).status, 401)
  t.equal((await edit('acc_1a2b3c4d5e', '{')).body.error.code, 'invalid_parameter')
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'myspace' })).status, 400)
  t.equal((await call('GET', '/v1/none')).status, 404)
  const malformed = await sendRaw(
    url,
    `PATCH /v1/accounts/a/profile HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
  )
  t.match(malformed, /^HTTP\/1\.1 400 /)
})

t.test('the log says it once, and never the password', async (t) => {
  const { logged, edit } = await startWithoutStore(t)
  for (let call = 0; call < 3; call++) await edit('acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'x' })
  while (!logged.join('').includes('the store cannot be reached"')) await new Promise(setImmediate)
  t.equal(logged.filter((line) => JSON.parse(line).msg === 'the store cannot be reached').length, 1)
  t.notMatch(logged.join(''), 's3cret')
})
