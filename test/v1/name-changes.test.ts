import t from 'tap'
import { startServer, type TestServer } from '../helper.js'

const NOW = '2024-04-21T10:00:00Z'

type Profiles = { tiktok?: object; instagram?: object }

async function setUp(server: TestServer, profiles: Profiles, now = NOW) {
  const reply = await server.control('PUT', '', {
    clock: { mode: 'frozen', now },
    accounts: [{ accountId: 'acc', profiles }],
  })
  if (reply.status !== 200) throw new Error(reply.text)
}

const setTime = (server: TestServer, now: string) => server.control('PUT', '/clock', { now })
const rename = (server: TestServer, platform: string, name: string) => server.edit('acc', { platform, name })

const ready = { name: 'Old', warmupStartedAt: '2024-01-01T00:00:00Z' }

for (const [platform, label, profile, lastSecond, firstSecond] of [
  ['tiktok', 'TikTok', ready, '2024-04-28T09:59:59Z', '2024-04-28T10:00:00Z'],
  ['instagram', 'Instagram', { name: 'Old' }, '2024-05-05T09:59:59Z', '2024-05-05T10:00:00Z'],
] as const) {
  t.test(`${label}: refused until the very second that is promised`, async (t) => {
    const server = await startServer(t)
    await setUp(server, { [platform]: profile })
    const first = await rename(server, platform, 'First')
    t.equal(first.status, 200)
    t.equal(first.body.nextNameChangeAllowed, firstSecond)
    for (const now of [NOW, lastSecond]) {
      await setTime(server, now)
      const refused = await rename(server, platform, 'Second')
      t.equal(refused.status, 429)
      t.equal(
        refused.text,
        `{"error":{"code":"name_change_restricted","message":"You can change your ${label} name again on ` +
          `${firstSecond.slice(0, 10)}","nextAllowedAt":"${firstSecond}"}}`,
      )
      t.equal(refused.headers.get('x-sandbox-rule'), `${platform}-name-cooldown`)
      t.notOk(refused.headers.has('retry-after'))
    }
    await setTime(server, firstSecond)
    const second = await rename(server, platform, 'Second')
    t.equal(second.status, 200)
    t.equal(Date.parse(second.body.nextNameChangeAllowed) > Date.parse(firstSecond), true, 'and a new cooldown starts')
  })
}

t.test('the page’s own example', async (t) => {
  const server = await startServer(t)
  await setUp(server, { tiktok: { ...ready, nameChangedAt: '2024-04-21T10:00:00Z' } }, '2024-04-22T08:00:00Z')
  const refused = await rename(server, 'tiktok', 'New')
  t.equal(
    refused.text,
    '{"error":{"code":"name_change_restricted","message":"You can change your TikTok name again on 2024-04-28",' +
      '"nextAllowedAt":"2024-04-28T10:00:00Z"}}',
  )
})

const WARMUP: [name: string, profile: object, now: string, refusedUntil: string | undefined, rule: string | null][] = [
  ['Day 1, its first second', { warmupStartedAt: NOW }, NOW, '2024-04-26T10:00:00Z', 'tiktok-warmup'],
  ['Day 5, its last second', { warmupStartedAt: NOW }, '2024-04-26T09:59:59Z', '2024-04-26T10:00:00Z', 'tiktok-warmup'],
  ['Day 6, its first second', { warmupStartedAt: NOW }, '2024-04-26T10:00:00Z', undefined, null],
  ['long after warmup', { warmupStartedAt: NOW }, '2025-01-01T00:00:00Z', undefined, null],
  ['a warmup yet to come', { warmupStartedAt: '2024-05-01T00:00:00Z' }, NOW, '2024-05-06T00:00:00Z', 'tiktok-warmup'],
  [
    'warmup and a cooldown that ends later',
    { warmupStartedAt: '2024-04-20T10:00:00Z', nameChangedAt: NOW },
    NOW,
    '2024-04-28T10:00:00Z',
    'tiktok-name-cooldown',
  ],
  [
    'warmup that ends later than the cooldown',
    { warmupStartedAt: NOW, nameChangedAt: '2024-04-15T10:00:00Z' },
    NOW,
    '2024-04-26T10:00:00Z',
    'tiktok-warmup',
  ],
]

t.test('TikTok warmup', async (t) => {
  const server = await startServer(t)
  for (const [name, profile, now, refusedUntil, rule] of WARMUP) {
    await t.test(name, async (t) => {
      await setUp(server, { tiktok: { name: 'Old', ...profile } }, now)
      const reply = await rename(server, 'tiktok', 'New')
      t.equal(reply.status, refusedUntil === undefined ? 200 : 429)
      t.equal(reply.headers.get('x-sandbox-rule'), rule)
      if (refusedUntil !== undefined) {
        t.same(reply.body.error, {
          code: 'name_change_restricted',
          message: `You can change your TikTok name again on ${refusedUntil.slice(0, 10)}`,
          nextAllowedAt: refusedUntil,
        })
      }
    })
  }
})

t.test('a warmup that has not started has no date', async (t) => {
  const server = await startServer(t)
  await setUp(server, { tiktok: { name: 'Old', warmupStartedAt: null } })
  const reply = await rename(server, 'tiktok', 'New')
  t.equal(reply.status, 429)
  t.same(Object.keys(reply.body.error), ['code', 'message'])
  t.equal(reply.body.error.code, 'name_change_restricted')
  t.match(reply.body.error.message, /warmup has not started/)
  t.equal((await server.edit('acc', { platform: 'tiktok', bio: 'free' })).status, 200, 'other fields are free')
})

t.test('Instagram knows no warmup', async (t) => {
  const server = await startServer(t)
  await setUp(server, { instagram: { name: 'Old' } })
  t.equal((await rename(server, 'instagram', 'New')).status, 200)
})

t.test('the present name is no change of name', async (t) => {
  const server = await startServer(t)
  await setUp(server, { tiktok: { name: 'Old', warmupStartedAt: null }, instagram: { name: 'Old' } })
  for (const platform of ['tiktok', 'instagram']) {
    const same = await rename(server, platform, 'Old')
    t.equal(same.status, 200, 'never refused')
    t.notOk('nextNameChangeAllowed' in same.body)
    t.equal(same.body.updatedAt, NOW)
  }
  t.equal((await rename(server, 'instagram', 'New')).status, 200, 'starts no cooldown')
  t.equal((await rename(server, 'instagram', 'New')).status, 200, 'not even in one')
  t.equal((await rename(server, 'instagram', 'Old')).status, 429, 'the old name is another name')
  t.equal((await rename(server, 'instagram', 'New ')).status, 429, 'names are compared to the letter')
})

t.test('cooldowns are kept apart', async (t) => {
  const server = await startServer(t)
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'New' })).status, 200)
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'tiktok', name: 'New' })).status, 200, 'by platform')
  t.equal((await server.edit('acc_instagram_only', { platform: 'instagram', name: 'New' })).status, 200, 'by account')
  const other = { key: 'sk_test_other' }
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Else' }, other)).status, 200, 'by key')
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'instagram', username: 'free' })).status, 200)
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Again' })).status, 429)
})

t.test('a refused request starts no cooldown, whatever refused it', async (t) => {
  const server = await startServer(t)
  const refused = [
    { platform: 'tiktok', name: 'New', username: 'no' },
    { platform: 'tiktok', name: 'New', bio: 1 },
    { platform: 'tiktok', name: 'New', profilePictureUrl: 'https://pictures.test/2x1.gif' },
    { platform: 'tiktok', name: 'New', profilePictureUrl: 'https://pictures.test/status/404' },
  ]
  for (const body of refused) t.equal((await server.edit('acc_1a2b3c4d5e', body)).status, 400)
  t.equal((await server.edit('acc_1a2b3c4d5e', { platform: 'tiktok', name: 'New' })).status, 200)
})

t.test('the order of checks', async (t) => {
  const server = await startServer(t)
  const badPicture = 'https://pictures.test/2x1.gif'
  const cases: [account: string, body: object, rule: string][] = [
    ['nobody', { platform: 'tiktok', name: '' }, 'name-invalid'],
    ['nobody', { platform: 'tiktok', username: 'x', name: 'x', profilePictureUrl: badPicture }, 'account-not-found'],
    ['acc_instagram_only', { platform: 'tiktok', username: 'x', profilePictureUrl: badPicture }, 'profile-not-found'],
    ['acc_tiktok_cooldown', { platform: 'tiktok', username: 'x', name: 'x' }, 'username-not-supported'],
    ['acc_tiktok_cooldown', { platform: 'tiktok', name: 'x', profilePictureUrl: badPicture }, 'tiktok-name-cooldown'],
    ['acc_tiktok_only', { platform: 'tiktok', name: 'x', profilePictureUrl: badPicture }, 'picture-not-square'],
    ['acc_server_error', { platform: 'myspace' }, 'platform-invalid'],
    ['acc_server_error', { platform: 'tiktok', username: 'x' }, 'fault-injected'],
  ]
  for (const [account, body, rule] of cases) {
    const reply = await server.edit(account, body)
    t.equal(reply.headers.get('x-sandbox-rule'), rule, `${account} ${JSON.stringify(body)}`)
  }
})
