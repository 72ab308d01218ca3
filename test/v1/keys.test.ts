import t from 'tap'
import { startServer } from '../helper.js'
import { TEST_STORE_URL } from '../two-apps.js'

const NO_KEY = { error: { code: 'unauthorized', message: 'No API key provided' } }
const INVALID = { error: { code: 'invalid_api_key', message: 'The API key provided is invalid' } }
const EXPIRED = { error: { code: 'expired_api_key', message: 'The API key provided has expired' } }

const REFUSED: [authorization: string | undefined, body: object, rule: string][] = [
  [undefined, NO_KEY, 'key-missing'],
  ['', NO_KEY, 'key-missing'],
  ['Bearer', NO_KEY, 'key-missing'],
  ['Bearer   ', NO_KEY, 'key-missing'],
  ['Basic c2tfdGVzdF9hOg==', NO_KEY, 'key-missing'],
  ['Bearersk_test_a', NO_KEY, 'key-missing'],
  ['sk_test_a', NO_KEY, 'key-missing'],
  ['Bearer sk_live_a', INVALID, 'key-invalid'],
  ['Bearer sk_test_', INVALID, 'key-invalid'],
  ['Bearer sk_test_a b', INVALID, 'key-invalid'],
  ['Bearer sk_test_ä', INVALID, 'key-invalid'],
  [`Bearer sk_test_${'a'.repeat(65)}`, INVALID, 'key-invalid'],
  ['Bearer SK_TEST_A', INVALID, 'key-invalid'],
  ['Bearer anything', INVALID, 'key-invalid'],
  ['Bearer sk_test_expired', EXPIRED, 'key-expired'],
]

for (const surface of [
  '/v1/accounts/acc_1a2b3c4d5e/profile',
  '/v1/no/such/route',
  '/_sandbox/clock',
  '/_sandbox/none',
]) {
  t.test(`keys that are refused on ${surface}`, async (t) => {
    const { call } = await startServer(t)
    for (const [authorization, body, rule] of REFUSED) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
      const reply = await call('PATCH', surface, { key: null, headers, body: 'not even JSON' })
      t.equal(reply.status, 401, String(authorization))
      t.same(reply.body, body)
      t.equal(reply.headers.get('x-sandbox-rule'), rule)
      t.match(reply.headers.get('x-request-id'), /^[0-9a-f-]{36}$/)
      t.notOk(reply.headers.has('x-sandbox-opened'))
    }
  })
}

t.test('keys that are good', async (t) => {
  const { call } = await startServer(t)
  for (const authorization of [
    'Bearer sk_test_demo',
    'bearer sk_test_a',
    'BEARER   sk_test_A-_9  ',
    'Bearer\tsk_test_tab',
    `Bearer sk_test_${'a'.repeat(64)}`,
  ]) {
    const reply = await call('GET', '/_sandbox/clock', { key: null, headers: { authorization } })
    t.equal(reply.status, 200, authorization)
  }
})

t.test('only listed keys are good where some are listed', async (t) => {
  const { call } = await startServer(t, { API_KEYS: 'sk_test_one, team-two,' })
  const status = async (key: string) => (await call('GET', '/_sandbox/clock', { key })).status
  t.equal(await status('sk_test_one'), 200)
  t.equal(await status('team-two'), 200)
  t.equal(await status('sk_test_demo'), 401)
  t.equal(await status('sk_live_one'), 401)
})

t.test('the reply that opens a sandbox says so, once', async (t) => {
  const { edit, control } = await startServer(t)
  const opened = async (key: string) => (await edit('acc_x', {}, { key })).headers.get('x-sandbox-opened')
  t.equal(await opened('sk_test_a'), 'true')
  t.equal(await opened('sk_test_a'), null)
  t.equal(await opened('sk_test_b'), 'true')
  const reply = await control('GET', '/clock', undefined, { key: 'sk_test_c' })
  t.equal(reply.headers.get('x-sandbox-opened'), 'true')
  t.equal((await edit('%zz', {}, { key: 'sk_test_d' })).headers.get('x-sandbox-opened'), 'true')
  // In a store a call opens none that asks the store for nothing.
  const unread = await control('GET', '/%zz', undefined, { key: 'sk_test_e' })
  t.equal(unread.headers.get('x-sandbox-opened'), TEST_STORE_URL === '' ? 'true' : null)
})

t.test('no key is written anywhere', async (t) => {
  const { call, edit, control, logged, key } = await startServer(t, { LOG_LEVEL: 'trace' })
  const other = 'sk_test_secretive'
  await edit('acc_1a2b3c4d5e', { platform: 'instagram' })
  await edit('acc_1a2b3c4d5e', { platform: 'instagram' }, { key: other })
  const unknown = await call('GET', `/v1/${other}/x?api_key=${key}`)
  await call('GET', `/nowhere/${other}`, { key: null })
  await control('GET', `/nowhere/${other}`)
  const log = await control('GET', '/requests')
  for (const secret of [key, other, 'secretive']) {
    t.notOk(logged.join('').includes(secret), 'not in the server’s log')
    t.notOk(log.text.includes(secret), 'not in the request log')
    t.notOk(unknown.text.includes(secret), 'not in a reply')
  }
  const keys = new Set(logged.map((line) => JSON.parse(line).key).filter(Boolean))
  t.equal(keys.size, 2, 'a short hash tells them apart')
  for (const hash of keys) t.match(hash, /^[0-9a-f]{8}$/)
})
