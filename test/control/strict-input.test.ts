import t from 'tap'
import { error, NOW, startFrozen } from './frozen.js'

const TIME = 'a UTC time such as 2024-04-21T10:00:00Z, or {"ago": {"days": 2}}'
const SECONDS = 'a UTC time of whole seconds between the years 1900 and 9998, such as 2024-04-21T10:00:00Z'
const TEXT = 'a string with at least one non-space character'
const SPAN = 'an object with at least one of days, hours, minutes and seconds'
const ACCOUNT_ID = '1 to 128 letters, digits, underscores and hyphens'
const TIMES = 'a whole number from 1 to 10000, or null for as long as it is armed'
const STATUS = 'status must be an HTTP status, a whole number from 100 to 599, or a class of them such as 4xx'
const KIND = 'kind must be error, delay, disconnect or truncate'
const PROTOTYPE = 'The request body must not hold the keys __proto__ or constructor.prototype'
const LIMIT = 'limit must be a whole number from 1 to 1000'

const account = (profile: object, platform = 'instagram') => ({
  accounts: [
    { accountId: 'acc_a', profiles: {} },
    { accountId: 'acc_b', profiles: { [platform]: profile } },
  ],
})
const INSTAGRAM = 'accounts[1].profiles.instagram'
const TIKTOK = 'accounts[1].profiles.tiktok'
const twice = { accountId: 'acc_a', profiles: {} }
const stored = { id: 'flt_a', kind: 'truncate' }

type Case = [method: string, path: string, body: unknown, message: string]
const CASES: Case[] = [
  ['GET', '?verbose=1', undefined, 'verbose is not a known query parameter'],
  ['PUT', '?x=', {}, 'x is not a known query parameter'],
  ['DELETE', '', { x: 1 }, 'This call takes no body'],
  ['DELETE', '/clock', [], 'This call takes no body'],
  ['DELETE', '?x=1', undefined, 'x is not a known query parameter'],
  ['PUT', '', undefined, 'body must be an object'],
  ['PUT', '', [], 'body must be an object'],
  ['PUT', '', null, 'body must be an object'],
  ['PUT', '', '{"clock":', 'The request body must be well-formed JSON'],
  ['PUT', '', '', 'body must be an object'],
  ['PUT', '', '{"__proto__":{}}', PROTOTYPE],
  ['PUT', '', '{"constructor":{"prototype":1}}', PROTOTYPE],
  ['PUT', '', { account: [] }, 'account is not a known field'],
  ['PUT', '', { clock: null }, 'clock must be an object'],
  ['PUT', '', { clock: { mode: 'fast' } }, 'clock.mode must be real, running or frozen'],
  ['PUT', '', { clock: { now: '2024-04-21' } }, `clock.now must be ${SECONDS}`],
  ['PUT', '', { clock: { now: '1899-12-31T23:59:59Z' } }, `clock.now must be ${SECONDS}`],
  ['PUT', '', { clock: { now: '9999-01-01T00:00:00Z' } }, `clock.now must be ${SECONDS}`],
  ['PUT', '', { clock: { now: '2024-02-30T00:00:00Z' } }, `clock.now must be ${SECONDS}`],
  ['PUT', '', { clock: { zone: 'UTC' } }, 'clock.zone is not a known field'],
  ['PUT', '', { accounts: {} }, 'accounts must be an array'],
  ['PUT', '', { accounts: [{ profiles: {} }] }, `accounts[0].accountId is required and must be ${ACCOUNT_ID}`],
  [
    'PUT',
    '',
    { accounts: [{ accountId: 'acc_a' }] },
    'accounts[0].profiles is required and must be an object with instagram, tiktok or both',
  ],
  ['PUT', '', { accounts: [{ accountId: 'a/b', profiles: {} }] }, `accounts[0].accountId must be ${ACCOUNT_ID}`],
  ['PUT', '', { accounts: [{ accountId: 7, profiles: {} }] }, `accounts[0].accountId must be ${ACCOUNT_ID}`],
  ['PUT', '', { accounts: [twice, twice] }, 'accounts[1].accountId must be unique: acc_a stands before it'],
  ['PUT', '', account({ name: 'F' }, 'facebook'), 'accounts[1].profiles.facebook is not a known field'],
  ['PUT', '', account({}), `${INSTAGRAM}.name is required and must be ${TEXT}`],
  ['PUT', '', account({ name: ' ' }), `${INSTAGRAM}.name must be ${TEXT}`],
  ['PUT', '', account({ name: null }), `${INSTAGRAM}.name must be ${TEXT}`],
  ['PUT', '', account({ name: 'A', bio: 5 }), `${INSTAGRAM}.bio must be a string`],
  ['PUT', '', account({ name: 'A', username: '' }), `${INSTAGRAM}.username must be ${TEXT}`],
  ['PUT', '', account({ name: 'A', followers: 1 }), `${INSTAGRAM}.followers is not a known field`],
  ['PUT', '', account({ name: 'A', warmupStartedAt: null }), `${INSTAGRAM}.warmupStartedAt is not a known field`],
  ['PUT', '', account({ name: 'A', username: 'a' }, 'tiktok'), `${TIKTOK}.username is not a known field`],
  ['PUT', '', account({ name: 'A', updatedAt: null }), `${INSTAGRAM}.updatedAt must be ${TIME}`],
  ['PUT', '', account({ name: 'A', updatedAt: '2024-04-21T10:00:00' }), `${INSTAGRAM}.updatedAt must be ${TIME}`],
  ['PUT', '', account({ name: 'A', updatedAt: { ago: {} } }), `${INSTAGRAM}.updatedAt.ago must be ${SPAN}`],
  ['PUT', '', account({ name: 'A', nameChangedAt: 5 }), `${INSTAGRAM}.nameChangedAt must be null, ${TIME}`],
  [
    'PUT',
    '',
    account({ name: 'A', nameChangedAt: { ago: { days: 0.5 } } }),
    `${INSTAGRAM}.nameChangedAt.ago.days must be a whole number from 0 to 36525`,
  ],
  [
    'PUT',
    '',
    account({ name: 'A', warmupStartedAt: { ago: { weeks: 1 } } }, 'tiktok'),
    `${TIKTOK}.warmupStartedAt.ago.weeks is not a known field`,
  ],
  [
    'PUT',
    '',
    account({ name: 'A', profilePictureUrl: '../x.jpg' }),
    `${INSTAGRAM}.profilePictureUrl must be a path such as /media/picture.jpg, or an absolute http or https URL`,
  ],
  ['PUT', '', { faults: [stored, stored] }, 'faults[1].id must be unique: flt_a stands before it'],
  ['PUT', '', { faults: [{ ...stored, id: 'a b' }] }, 'faults[0].id must be 1 to 64 letters, digits, _ and -'],
  ['PUT', '', { faults: [stored, {}] }, 'faults[1].kind is required and must be error, delay, disconnect or truncate'],
  ['PUT', '', { faults: [{ kind: 'delay', ms: 1, when: 'after' }] }, 'faults[0].when is not a known field'],

  ['GET', '/accounts?limit=0', undefined, LIMIT],
  ['GET', '/accounts?limit=1001', undefined, LIMIT],
  ['GET', '/accounts?limit=1.5', undefined, LIMIT],
  ['GET', '/accounts?limit=1e2', undefined, LIMIT],
  ['GET', '/accounts?limit=0x10', undefined, LIMIT],
  ['GET', '/accounts?limit=%205', undefined, LIMIT],
  ['GET', '/accounts?limit=', undefined, LIMIT],
  ['GET', '/accounts?limit=1&limit=2', undefined, LIMIT],
  ['GET', '/accounts?before=x', undefined, 'before is not a known query parameter'],
  ['GET', '/accounts/acc_1a2b3c4d5e?x=1', undefined, 'x is not a known query parameter'],
  ['PUT', '/accounts/acc.a', { profiles: {} }, `accountId must be ${ACCOUNT_ID}`],
  ['PUT', `/accounts/${'a'.repeat(129)}`, { profiles: {} }, `accountId must be ${ACCOUNT_ID}`],
  ['PUT', '/accounts/acc_a', {}, 'profiles is required and must be an object with instagram, tiktok or both'],
  ['PUT', '/accounts/acc_a', { profiles: {}, name: 'A' }, 'name is not a known field'],
  ['PUT', '/accounts/acc_a?x=1', { profiles: {} }, 'x is not a known query parameter'],
  ['DELETE', '/accounts/acc_1a2b3c4d5e?x=1', undefined, 'x is not a known query parameter'],

  ['GET', '/clock?x=1', undefined, 'x is not a known query parameter'],
  ['PUT', '/clock', undefined, 'body must be an object'],
  ['PUT', '/clock', { mode: null }, 'mode must be real, running or frozen'],
  ['PUT', '/clock', { now: 0 }, `now must be ${SECONDS}`],
  ['PUT', '/clock', { now: { ago: { days: 1 } } }, `now must be ${SECONDS}`],
  ['PUT', '/clock', { mode: 'real', now: 'soon' }, `now must be ${SECONDS}`],
  ['PUT', '/clock', { speed: 2 }, 'speed is not a known field'],
  ['DELETE', '/clock?x=1', undefined, 'x is not a known query parameter'],
  ['POST', '/clock/advance', {}, `body must be ${SPAN}`],
  ['POST', '/clock/advance', undefined, `body must be ${SPAN}`],
  ['POST', '/clock/advance', { weeks: 1 }, 'weeks is not a known field'],
  ['POST', '/clock/advance', { days: -1 }, 'days must be a whole number from 0 to 36525'],
  ['POST', '/clock/advance', { days: 1.5 }, 'days must be a whole number from 0 to 36525'],
  ['POST', '/clock/advance', { days: '1' }, 'days must be a whole number from 0 to 36525'],
  ['POST', '/clock/advance', { days: 36_526 }, 'days must be a whole number from 0 to 36525'],
  ['POST', '/clock/advance?x=1', { days: 1 }, 'x is not a known query parameter'],

  ['GET', '/faults?x=1', undefined, 'x is not a known query parameter'],
  ['POST', '/faults', undefined, 'body must be an object whose kind is error, delay, disconnect or truncate'],
  ['POST', '/faults', {}, 'kind is required and must be error, delay, disconnect or truncate'],
  ['POST', '/faults', { kind: 'explode' }, KIND],
  ['POST', '/faults', { kind: 5 }, KIND],
  ['POST', '/faults', { kind: 'error', status: 399 }, 'status must be a whole number from 400 to 599'],
  ['POST', '/faults', { kind: 'error', status: 600 }, 'status must be a whole number from 400 to 599'],
  ['POST', '/faults', { kind: 'error', status: '500' }, 'status must be a whole number from 400 to 599'],
  ['POST', '/faults', { kind: 'error', code: '' }, `code must be ${TEXT}`],
  ['POST', '/faults', { kind: 'error', message: 5 }, `message must be ${TEXT}`],
  ['POST', '/faults', { kind: 'error', ms: 5 }, 'ms is not a known field'],
  ['POST', '/faults', { kind: 'error', when: 'during' }, 'when must be before or after'],
  ['POST', '/faults', { kind: 'error', times: 0 }, `times must be ${TIMES}`],
  ['POST', '/faults', { kind: 'error', times: 10_001 }, `times must be ${TIMES}`],
  ['POST', '/faults', { kind: 'error', times: 1.5 }, `times must be ${TIMES}`],
  ['POST', '/faults', { kind: 'error', platform: 'facebook' }, 'platform must be tiktok or instagram'],
  ['POST', '/faults', { kind: 'error', accountId: 5 }, 'accountId must be a string of 1 to 128 characters'],
  ['POST', '/faults', { kind: 'error', id: 'flt_own' }, 'id is not a known field'],
  ['POST', '/faults', { kind: 'delay' }, 'ms is required and must be a whole number from 0 to 60000'],
  ['POST', '/faults', { kind: 'delay', ms: 60_001 }, 'ms must be a whole number from 0 to 60000'],
  ['POST', '/faults', { kind: 'delay', ms: -1 }, 'ms must be a whole number from 0 to 60000'],
  ['POST', '/faults', { kind: 'delay', ms: 5, when: 'after' }, 'when is not a known field'],
  ['POST', '/faults', { kind: 'disconnect', status: 500 }, 'status is not a known field'],
  ['POST', '/faults?x=1', { kind: 'truncate' }, 'x is not a known query parameter'],
  ['DELETE', '/faults?x=1', undefined, 'x is not a known query parameter'],
  ['DELETE', '/faults/flt_seed_server_error?x=1', undefined, 'x is not a known query parameter'],

  ['GET', '/requests?status=99', undefined, STATUS],
  ['GET', '/requests?status=abc', undefined, STATUS],
  ['GET', '/requests?status=6xx', undefined, STATUS],
  ['GET', '/requests?status=4XX', undefined, STATUS],
  ['GET', '/requests?text=a&text=b', undefined, 'text must be a string'],
  ['GET', '/requests/none?x=1', undefined, 'x is not a known query parameter'],
  ['GET', '/requests?rule=none', undefined, 'rule must be the id of a rule'],
  ['GET', '/requests?limit=1001', undefined, LIMIT],
  ['GET', '/requests?accountId=a&accountId=b', undefined, 'accountId must be a string'],
  ['GET', '/requests?method=PATCH', undefined, 'method is not a known query parameter'],
  ['DELETE', '/requests?x=1', undefined, 'x is not a known query parameter'],
  ['GET', '/events?x=1', undefined, 'x is not a known query parameter'],
  ['GET', '/rules?x=1', undefined, 'x is not a known query parameter'],
]

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 100) ?? ''

t.test('bad input is refused by its path, and nothing has changed', async (t) => {
  const { control, edit } = await startFrozen(t)
  await edit('acc_nobody', { platform: 'tiktok' })
  const state = async () => [
    (await control('GET', '')).body,
    (await control('GET', '/requests')).body,
    (await control('GET', '/rules')).body,
  ]
  const before = await state()
  t.equal(before[0].clock.now, NOW)
  for (const [method, path, body, message] of CASES) {
    await t.test(`${method} /_sandbox${path.slice(0, 60)} ${show(body)}`, async (t) => {
      const reply = await control(method, path, body)
      t.equal(reply.status, 400)
      t.strictSame(reply.body, error('invalid_parameter', message))
      t.strictSame(await state(), before)
    })
  }
})

t.test('what is derived is ignored on the way in, whatever it is', async (t) => {
  const { control } = await startFrozen(t)
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const body = `{"profiles":{"tiktok":{"name":"T","warmupDay":"x","nextNameChangeAllowed":${nested}}}}`
  const put = await control('PUT', '/accounts/acc_t', body)
  t.equal(put.status, 201)
  t.match(put.body.profiles.tiktok, { warmupDay: 0, nextNameChangeAllowed: null })
})

t.test('a body that is not declared as JSON is refused', async (t) => {
  const { control } = await startFrozen(t)
  const reply = await control('PUT', '/clock', '{"mode":"real"}', { headers: { 'content-type': 'text/plain' } })
  t.equal(reply.status, 415)
  t.strictSame(reply.body, error('invalid_parameter', 'The Content-Type must be application/json'))
  t.equal((await control('GET', '/clock')).body.mode, 'frozen')
})

t.test('a DELETE that declares a JSON body and has none is welcome', async (t) => {
  const { control } = await startFrozen(t)
  t.equal((await control('DELETE', '/faults', '')).status, 204)
  t.strictSame((await control('GET', '/faults')).body, { faults: [] })
})
