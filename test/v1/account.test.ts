import t from 'tap'
import { NOW, startFrozen } from '../control/frozen.js'
import { type Json, startServer } from '../helper.js'

const BOTH = 'acc_1a2b3c4d5e'
const FIELDS = [
  ...['accountId', 'phoneId', 'platform', 'name', 'username', 'bio', 'accountStatus', 'warmupDay'],
  ...['warmupStartDate', 'warmupCompletionDate', 'profilePicUrl', 'createdAt'],
]
const error = (code: string, message: string) => ({ error: { code, message } })

t.test('an account, its fields in the documented order', async (t) => {
  const { call, url } = await startFrozen(t)
  const read = await call('GET', `/v1/accounts/${BOTH}`)
  t.equal(read.status, 200)
  t.equal(read.headers.get('content-type'), 'application/json; charset=utf-8')
  t.strictSame(Object.keys(read.body), FIELDS)
  const { phoneId, ...rest } = read.body
  t.match(phoneId, /^phone_[0-9a-f]{10}$/)
  t.strictSame(rest, {
    accountId: BOTH,
    platform: 'tiktok',
    name: 'Fashion Insider',
    username: '',
    bio: 'Runway notes in a minute',
    accountStatus: 'ready',
    warmupDay: 7,
    warmupStartDate: '2024-01-22T10:00:00Z',
    warmupCompletionDate: '2024-01-29T10:00:00Z',
    profilePicUrl: `${url}/media/fashion-insider.jpg`,
    createdAt: '2024-01-22T10:00:00Z',
  })
})

t.test('the query chooses the platform, and unknown parameters are ignored', async (t) => {
  const { call, control } = await startFrozen(t)
  t.match((await call('GET', `/v1/accounts/${BOTH}?platform=instagram&x=1&y`)).body, {
    platform: 'instagram',
    username: 'fashioninsider',
    accountStatus: 'ready',
    warmupDay: 0,
    warmupStartDate: null,
    warmupCompletionDate: null,
    createdAt: '2024-01-22T10:00:00Z',
  })
  t.equal((await call('GET', `/v1/accounts/${BOTH}?platform=tiktok`)).body.platform, 'tiktok')
  t.equal((await call('GET', '/v1/accounts/acc_instagram_only')).body.platform, 'instagram')
  const { requests } = (await control('GET', '/requests')).body
  t.match(requests[0], {
    method: 'GET',
    accountId: BOTH,
    status: 200,
    rule: null,
    requestBody: null,
    responseBody: { platform: 'instagram' },
    ignoredFields: ['x', 'y'],
    why: 'The account was read as it stands on instagram.',
  })
})

t.test('where the account is in its warmup', async (t) => {
  const { call, control } = await startFrozen(t)
  const STATES: [ago: object | null, status: string, day: number, start: string | null][] = [
    [null, 'created_pending_warmup', 0, null],
    [{ seconds: 0 }, 'warming_up', 1, NOW],
    [{ days: 2 }, 'warming_up', 3, '2024-04-19T10:00:00Z'],
    [{ days: 7 }, 'ready', 7, '2024-04-14T10:00:00Z'],
    [{ days: 6, hours: 23, minutes: 59, seconds: 59 }, 'warming_up', 7, '2024-04-14T10:00:01Z'],
  ]
  for (const [ago, accountStatus, warmupDay, warmupStartDate] of STATES) {
    await control('PUT', '/accounts/acc_w', { profiles: { tiktok: { name: 'W', warmupStartedAt: ago && { ago } } } })
    const { body } = await call('GET', '/v1/accounts/acc_w')
    t.match(body, { accountStatus, warmupDay, warmupStartDate, createdAt: warmupStartDate ?? NOW, bio: '' })
    t.equal(body.profilePicUrl, '')
  }
  const later = '2024-04-21T10:00:01Z'
  await control('PUT', '/accounts/acc_w', { profiles: { tiktok: { name: 'W', warmupStartedAt: later } } })
  const pending = { accountStatus: 'created_pending_warmup', warmupDay: 0, warmupStartDate: null, createdAt: NOW }
  t.match((await call('GET', '/v1/accounts/acc_w')).body, pending)
  await control('POST', '/clock/advance', { seconds: 1 })
  t.match((await call('GET', '/v1/accounts/acc_w')).body, { accountStatus: 'warming_up', createdAt: later })
})

t.test('a phone and a moment of creation of its own are kept, and come back', async (t) => {
  const { call, control, edit } = await startFrozen(t)
  const profiles = { instagram: { name: 'A' } }
  const given = { phoneId: 'phone_abc123', createdAt: { ago: { days: 1 } } }
  const put = await control('PUT', '/accounts/acc_a', { ...given, profiles })
  t.match(put.body, { phoneId: 'phone_abc123', createdAt: '2024-04-20T10:00:00Z' })
  t.strictSame(Object.keys(put.body), ['accountId', 'phoneId', 'createdAt', 'profiles'])
  const facts = { phoneId: 'phone_abc123', createdAt: '2024-04-20T10:00:00Z' }
  await edit('acc_a', { platform: 'instagram', bio: 'B' })
  t.match((await call('GET', '/v1/accounts/acc_a')).body, facts)
  const { body: state } = await control('GET', '')
  t.strictSame((await control('PUT', '', state)).body, state)
  t.match((await call('GET', '/v1/accounts/acc_a')).body, facts)
  for (const bad of [{ phoneId: '' }, { phoneId: 5 }, { createdAt: 'yesterday' }, { createdAt: null }]) {
    const [field] = Object.keys(bad)
    const refused = await control('PUT', '/accounts/acc_a', { ...bad, profiles })
    t.equal(refused.status, 400)
    t.ok(refused.body.error.message.startsWith(field), refused.body.error.message)
  }
})

t.test('a derived moment of creation survives an update', async (t) => {
  const { call, control, edit } = await startFrozen(t)
  const read = async () => (await call('GET', '/v1/accounts/acc_instagram_only')).body as Json
  const before = await read()
  t.equal(before.createdAt, NOW, 'the moment of loading')
  await control('POST', '/clock/advance', { days: 3 })
  t.strictSame(await read(), before)
  await edit('acc_instagram_only', { platform: 'instagram', bio: 'Changed' })
  t.strictSame(await read(), { ...before, bio: 'Changed' })
  const view = (await control('GET', '/accounts/acc_instagram_only')).body
  t.strictSame(Object.keys(view), ['accountId', 'profiles'], 'what is derived is not shown')
})

t.test('refusals', async (t) => {
  const { call, control } = await startServer(t)
  await control('PUT', '/accounts/acc_bare', { profiles: {} })
  const CASES: [path: string, status: number, rule: string, code: string, message: string][] = [
    ['acc_none', 404, 'account-not-found', 'not_found', 'Account acc_none not found'],
    [
      'acc_tiktok_only?platform=instagram',
      400,
      'profile-not-found',
      'invalid_parameter',
      'Account acc_tiktok_only has no instagram profile',
    ],
    ['acc_bare', 400, 'profile-not-found', 'invalid_parameter', 'Account acc_bare has no profile'],
    ['%zz', 400, 'path-malformed', 'invalid_parameter', 'The path holds a malformed percent-escape'],
  ]
  for (const platform of ['facebook', '', 'TikTok', 'tiktok&platform=instagram']) {
    const message = 'platform must be tiktok or instagram'
    CASES.push([`acc_none?platform=${platform}`, 400, 'platform-invalid', 'invalid_parameter', message])
  }
  for (const [path, status, rule, code, message] of CASES) {
    const refused = await call('GET', `/v1/accounts/${path}`)
    t.equal(refused.status, status, path)
    t.strictSame(refused.body, error(code, message), path)
    t.equal(refused.headers.get('x-sandbox-rule'), rule)
  }
  const { requests } = (await control('GET', '/requests')).body
  t.strictSame(
    requests.map(({ rule, status }: Json) => [rule, status]),
    CASES.map(([, status, rule]) => [rule, status]),
  )
  t.equal((await call('GET', '/v1/accounts/acc_none', { key: null })).status, 401)
})

t.test('other methods', async (t) => {
  const { call } = await startServer(t)
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
    const refused = await call(method, `/v1/accounts/${BOTH}?a=1`)
    t.equal(refused.status, 405, method)
    t.equal(refused.headers.get('allow'), 'GET')
    if (method !== 'HEAD') {
      t.strictSame(refused.body, error('invalid_parameter', `${method} is not allowed here, only GET`))
    }
  }
  t.equal((await call('GET', `/v1/accounts/${BOTH}/profile`)).headers.get('allow'), 'PATCH')
  t.equal((await call('GET', '/v1/accounts')).status, 404)
  t.equal((await call('GET', `/v1/accounts/${BOTH}/`)).status, 404)
})
