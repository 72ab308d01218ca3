import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'
import { NOW, startFrozen } from './frozen.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const FIELDS = [
  ...['id', 'receivedAt', 'sandboxTime', 'method', 'path', 'accountId', 'requestBody', 'status', 'responseBody'],
  ...['durationMs', 'rule', 'why', 'fault', 'ignoredFields', 'picture'],
]

const entries = async ({ control }: TestServer, query = ''): Promise<Json[]> =>
  (await control('GET', `/requests${query}`)).body.requests
const last = async (server: TestServer) => (await entries(server)).at(-1)

t.test('every field of an entry', async (t) => {
  const server = await startFrozen(t)
  const sent = { platform: 'tiktok', name: 'Fashion Daily', followers: 7, Bio: 'x' }
  const started = Date.now()
  const { body, headers } = await server.edit(ACCOUNT, sent)
  const [entry] = await entries(server)
  t.strictSame(Object.keys(entry), FIELDS)
  const { id, receivedAt, durationMs, ...rest } = entry
  t.match(id, UUID)
  t.equal(id, headers.get('x-request-id'))
  t.match(receivedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  t.ok(Date.parse(receivedAt) >= started - 1_000 && Date.parse(receivedAt) <= Date.now())
  t.type(durationMs, 'number')
  t.ok(durationMs > 0 && durationMs <= Date.now() - started + 10)
  t.strictSame(rest, {
    sandboxTime: NOW,
    method: 'PATCH',
    path: `/v1/accounts/${ACCOUNT}/profile`,
    accountId: ACCOUNT,
    requestBody: sent,
    status: 200,
    responseBody: body,
    rule: null,
    why: 'Every check passed; the change of name starts a cooldown.',
    fault: null,
    ignoredFields: ['followers', 'Bio'],
    picture: null,
  })
})

t.test('receivedAt is when the call came in, however long it took', async (t) => {
  const server = await startFrozen(t)
  await server.control('POST', '/faults', { kind: 'delay', ms: 1_100 })
  await server.edit(ACCOUNT, { platform: 'tiktok' })
  const ended = Date.now()
  const { receivedAt } = await last(server)
  t.ok(Date.parse(receivedAt) <= ended - 1_100, receivedAt)
})

const WHY: [rule: string, accountId: string, platform: string, why: string][] = [
  [
    'tiktok-name-cooldown',
    'acc_tiktok_cooldown',
    'tiktok',
    'The TikTok name was last changed at 2024-04-19T10:00:00Z and changes once every 7 days; the sandbox’s clock says ' +
      '2024-04-21T10:00:00Z, so it can change at 2024-04-26T10:00:00Z, 5 days from then: ' +
      'POST /_sandbox/clock/advance {"seconds":432000}.',
  ],
  [
    'instagram-name-cooldown',
    'acc_instagram_cooldown',
    'instagram',
    'The Instagram name was last changed at 2024-04-18T10:00:00Z and changes once every 14 days; the sandbox’s clock ' +
      'says 2024-04-21T10:00:00Z, so it can change at 2024-05-02T10:00:00Z, 11 days from then: ' +
      'POST /_sandbox/clock/advance {"seconds":950400}.',
  ],
  [
    'tiktok-warmup',
    'acc_tiktok_warmup',
    'tiktok',
    'Warmup started at 2024-04-18T22:00:00Z and a TikTok name changes only after its Day 5; the sandbox’s clock says ' +
      '2024-04-21T10:00:00Z, so it can change at 2024-04-23T22:00:00Z, 2 days 12 hours from then: ' +
      'POST /_sandbox/clock/advance {"seconds":216000}.',
  ],
  [
    'tiktok-warmup-not-started',
    'acc_tiktok_unstarted',
    'tiktok',
    'A TikTok name changes only after Day 5 of warmup, and this profile’s warmup has not started: give it a ' +
      'warmupStartedAt at least 5 days back with PUT /_sandbox/accounts/:accountId.',
  ],
  ['account-not-found', 'acc_nobody', 'tiktok', 'Account acc_nobody not found.'],
]
for (const [rule, accountId, platform, why] of WHY) {
  t.test(`why: ${rule}`, async (t) => {
    const server = await startFrozen(t)
    await server.edit(accountId, { platform, name: 'Another' })
    const entry = await last(server)
    t.equal(entry.rule, rule)
    t.equal(entry.why, why)
    const [, seconds] = /"seconds":(\d+)/.exec(why) ?? []
    if (seconds === undefined) return
    await server.control('POST', '/clock/advance', { seconds: Number(seconds) })
    t.equal((await server.edit(accountId, { platform, name: 'Another' })).status, 200, 'what it advises works')
  })
}

t.test('what a picture turned out to be', async (t) => {
  const CASES: [path: string, facts: object, rule: string | null][] = [
    ['640x640.png', { format: 'png', width: 640, height: 640 }, null],
    ['1920x1080.jpg', { format: 'jpeg', width: 1920, height: 1080 }, 'picture-not-square'],
    ['not-an-image.jpg', { format: null, width: null, height: null }, 'picture-not-an-image'],
    ['status/404', { bytes: 0, format: null, width: null, height: null }, 'picture-host-status'],
  ]
  for (const [path, facts, rule] of CASES) {
    await t.test(path, async (t) => {
      const server = await startFrozen(t)
      const url = `https://pictures.test/${path}`
      await server.edit(ACCOUNT, { platform: 'tiktok', profilePictureUrl: url })
      const entry = await last(server)
      t.equal(entry.rule, rule)
      t.strictSame(Object.keys(entry.picture), ['url', 'bytes', 'format', 'width', 'height', 'durationMs'])
      t.match(entry.picture, { url, bytes: Number, durationMs: Number, ...facts })
      if (!path.startsWith('status')) t.ok(entry.picture.bytes > 0)
    })
  }
})

t.test('filtered by account, status and rule; the newest, oldest first', async (t) => {
  const server = await startServer(t)
  for (const accountId of ['acc_a', ACCOUNT, 'acc_b', ACCOUNT, 'acc_a']) {
    await server.edit(accountId, { platform: 'tiktok' })
  }
  await server.edit(ACCOUNT, { platform: 'tiktok', bio: 5 })
  const CASES: [query: string, found: string[]][] = [
    ['', [`acc_a 404`, `${ACCOUNT} 200`, 'acc_b 404', `${ACCOUNT} 200`, 'acc_a 404', `${ACCOUNT} 400`]],
    ['?limit=2', ['acc_a 404', `${ACCOUNT} 400`]],
    ['?accountId=acc_a', ['acc_a 404', 'acc_a 404']],
    ['?accountId=acc_a&limit=1', ['acc_a 404']],
    ['?status=200', [`${ACCOUNT} 200`, `${ACCOUNT} 200`]],
    ['?rule=bio-invalid', [`${ACCOUNT} 400`]],
    ['?rule=account-not-found&accountId=acc_b&status=404', ['acc_b 404']],
    ['?accountId=acc_b&status=200', []],
  ]
  for (const [query, found] of CASES) {
    await t.test(query || 'none', async (t) => {
      t.strictSame(
        (await entries(server, query)).map(({ accountId, status }) => `${accountId} ${status}`),
        found,
      )
    })
  }
})

t.test('DELETE empties log and hits, and nothing else', async (t) => {
  const server = await startFrozen(t)
  await server.edit('acc_nobody', { platform: 'tiktok' })
  const state = (await server.control('GET', '')).text
  const { status, text } = await server.control('DELETE', '/requests')
  t.equal(status, 204)
  t.equal(text, '')
  t.strictSame((await server.control('GET', '/requests')).body, { requests: [], dropped: 0 })
  const { rules } = (await server.control('GET', '/rules')).body
  t.equal(rules.find(({ id }: Json) => id === 'account-not-found').hits, 0)
  t.equal((await server.control('GET', '')).text, state)
})

t.test('an entry is there as soon as its reply is', async (t) => {
  const server = await startServer(t)
  const found = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      await server.edit(`acc_${i}`, { platform: 'tiktok' })
      return (await entries(server, `?accountId=acc_${i}`)).length
    }),
  )
  t.strictSame(found, Array(50).fill(1))
})
