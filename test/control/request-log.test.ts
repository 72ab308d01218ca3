import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'
import { sendRaw } from '../raw.js'
import { NOW, startFrozen } from './frozen.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const FIELDS = [
  ...['id', 'receivedAt', 'sandboxTime', 'method', 'path', 'headers', 'accountId', 'before', 'after'],
  ...['requestBody', 'status', 'responseBody'],
  ...['durationMs', 'rule', 'verified', 'why', 'fault', 'ignoredFields', 'picture'],
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
  const { id, receivedAt, durationMs, headers: received, before, after, ...rest } = entry
  t.match(id, UUID)
  t.equal(id, headers.get('x-request-id'))
  t.match(receivedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  t.ok(Date.parse(receivedAt) >= started - 1_000 && Date.parse(receivedAt) <= Date.now())
  t.type(durationMs, 'number')
  t.ok(durationMs > 0 && durationMs <= Date.now() - started + 10)
  t.match(received, { 'content-type': 'application/json', host: new URL(server.url).host, authorization: '[redacted]' })
  t.match(before, { name: 'Fashion Insider', nameChangedAt: null, nextNameChangeAllowed: null, warmupDay: 7 })
  t.strictSame(after, {
    ...before,
    name: 'Fashion Daily',
    updatedAt: NOW,
    nameChangedAt: NOW,
    nextNameChangeAllowed: '2024-04-28T10:00:00Z',
  })
  t.strictSame(rest, {
    sandboxTime: NOW,
    method: 'PATCH',
    path: `/v1/accounts/${ACCOUNT}/profile`,
    accountId: ACCOUNT,
    requestBody: sent,
    status: 200,
    responseBody: body,
    rule: null,
    verified: null,
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

t.test('filters by status class and by text, and one call by its id', async (t) => {
  const server = await startServer(t)
  await server.edit(ACCOUNT, { platform: 'instagram', bio: 'Größer 👗' })
  await server.edit(ACCOUNT, '{"platform":"instagram","bio":"gr\\u00F6\\u00dfer \\"so\\""}')
  const refused = await server.edit('acc_nobody', { platform: 'tiktok' })
  await server.call('GET', '/v1/accounts/acc_x/other?Colour=Blue')
  const found = async (query: string) => (await entries(server, query)).map(({ status }) => status)
  t.strictSame(await found('?status=4xx'), [404, 404])
  t.strictSame(await found('?status=2xx'), [200, 200])
  t.strictSame(await found('?status=404'), [404, 404])
  t.strictSame(await found('?status=5xx'), [])
  t.strictSame(await found('?text=colour%3Dblue'), [404], 'in the query of a path')
  t.strictSame(await found(`?text=${encodeURIComponent('GRÖSSER')}`), [], 'letters are letters')
  t.strictSame(await found(`?text=${encodeURIComponent('größer')}`), [200, 200], 'in bodies, however they are written')
  t.strictSame(await found(`?text=${encodeURIComponent('"so"')}`), [200])
  t.strictSame(await found('?text=NOBODY&status=4xx'), [404])
  t.strictSame(await found('?text=every%20check'), [200, 200], 'in why')
  await server.edit(ACCOUNT, String.raw`{"platform":"instagram","bio":"line1\nline2\t\r\b\f\/ \\n \\\u0041 end"}`)
  t.strictSame(
    await found(`?text=${encodeURIComponent('line1\nline2\t\r\b\f/ \\n \\a end')}`),
    [200],
    'by what escapes mean',
  )
  t.strictSame(await found('?text=line1%5Cnline2'), [])
  await server.edit('acc%5Cnone', { platform: 'tiktok' })
  t.strictSame(
    await found(`?text=${encodeURIComponent('account acc\\none')}`),
    [404],
    'in a sentence nothing is escaped',
  )
  const id = refused.headers.get('x-request-id')
  const one = await server.control('GET', `/requests/${id}`)
  t.strictSame(one.body, (await entries(server, '?text=nobody'))[0])
  t.equal(one.headers.get('content-type'), 'application/json; charset=utf-8')
  const none = await server.control('GET', '/requests/none')
  t.equal(none.status, 404)
  t.strictSame(none.body, { error: { code: 'not_found', message: 'Request none not found' } })
})

t.test('headers are as they were sent, but for secrets', async (t) => {
  const server = await startServer(t)
  const secret = 'very-secret-value'
  const secrets = [
    ...['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key', 'X-Auth-Token', 'x-access-token'],
    ...['x-csrf-token', 'ocp-apim-subscription-key', 'x-amz-security-token', 'client-secret', 'x-password'],
  ]
  const head = secrets.map((name) => `${name}: ${name === 'authorization' ? `Bearer ${server.key}` : secret}`)
  const shown = ['Idempotency-Key: 7', 'X-Twice: a', 'x-twice: b', `referer: http://x/?key=${server.key}`, 'x-odd: "é"']
  const lines = [`GET /v1/none?api=${server.key} HTTP/1.1`, 'Host: mock', ...head, ...shown, 'Connection: close']
  await sendRaw(server.url, `${lines.join('\r\n')}\r\n\r\n`)
  const log = await server.control('GET', '/requests')
  const { headers, path } = log.body.requests[0]
  for (const name of secrets) t.equal(headers[name.toLowerCase()], '[redacted]', name)
  t.match(headers, { host: 'mock', 'idempotency-key': '7', 'x-twice': 'a, b', referer: 'http://x/?key=sk_…' })
  t.equal(headers['x-odd'], Buffer.from('"é"').toString('latin1'), 'as HTTP has it')
  t.equal(path, '/v1/none?api=sk_…')
  t.notMatch(log.text, secret)
  t.notMatch(log.text, server.key)
})

t.test('the profile around an update, where it changed one', async (t) => {
  const server = await startFrozen(t)
  const changes = async (body: object) => {
    await server.edit(ACCOUNT, body)
    const { before, after } = await last(server)
    return [before?.bio ?? null, after?.bio ?? null]
  }
  const bio = (await server.control('GET', `/accounts/${ACCOUNT}`)).body.profiles.instagram.bio
  t.strictSame(await changes({ platform: 'instagram', bio: 'New' }), [bio, 'New'])
  t.strictSame(await changes({ platform: 'instagram' }), [null, null], 'nothing was sent')
  t.strictSame(await changes({ platform: 'instagram', bio: 5 }), [null, null], 'refused')
  t.strictSame(await changes({ platform: 'instagram', profilePictureUrl: 'https://pictures.test/8x8.png' }), [
    'New',
    'New',
  ])
  t.match((await last(server)).after, {
    profilePictureUrl: /^\/media\//,
    username: 'fashioninsider',
    nameChangedAt: null,
  })
  for (const kind of ['error', 'disconnect', 'truncate']) {
    for (const when of ['before', 'after']) {
      await server.control('POST', '/faults', { kind, when })
      await server.edit(ACCOUNT, { platform: 'instagram', bio: `${kind} ${when}` }).catch(() => {})
      const { before, after } = await last(server)
      t.strictSame([before !== null, after?.bio ?? null], when === 'after' ? [true, `${kind} ${when}`] : [false, null])
    }
  }
  await server.control('POST', '/faults', { kind: 'delay', ms: 1 })
  t.strictSame(await changes({ platform: 'instagram', bio: 'Late' }), ['truncate after', 'Late'])
  const { bio: now } = (await server.control('GET', `/accounts/${ACCOUNT}`)).body.profiles.instagram
  t.equal(now, 'Late')
})
