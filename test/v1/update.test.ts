import t from 'tap'
import { type Json, startServer } from '../helper.js'

const NOW = '2024-04-21T19:45:00Z'
const frozen = { clock: { mode: 'frozen', now: NOW } }

t.test('the documented request gets the documented reply', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', frozen)
  const bio = 'Premium fashion content daily 👗✨'
  const reply = await edit('acc_1a2b3c4d5e', {
    platform: 'instagram',
    bio,
    profilePictureUrl: 'https://pictures.test/640x640.jpg',
  })
  t.equal(reply.status, 200)
  t.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8')
  t.notOk(reply.headers.has('x-sandbox-rule'))
  t.match(reply.body.profilePictureUrl, /^http:\/\/127\.0\.0\.1:\d+\/media\/[0-9a-f]+\.jpg$/)
  t.same(Object.entries(reply.body), [
    ['success', true],
    ['accountId', 'acc_1a2b3c4d5e'],
    ['platform', 'instagram'],
    ['name', 'Fashion Insider'],
    ['username', 'fashioninsider'],
    ['bio', bio],
    ['profilePictureUrl', reply.body.profilePictureUrl],
    ['updatedAt', NOW],
  ])
})

t.test('all fields at once, in the documented order', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', frozen)
  const { body } = await edit('acc_1a2b3c4d5e', {
    bio: '',
    username: 'daily',
    name: 'Daily',
    platform: 'instagram',
  })
  t.same(Object.keys(body), [
    ...['success', 'accountId', 'platform', 'name', 'username', 'bio', 'profilePictureUrl', 'updatedAt'],
    'nextNameChangeAllowed',
  ])
  t.match(body, { name: 'Daily', username: 'daily', bio: '', nextNameChangeAllowed: '2024-05-05T19:45:00Z' })
})

t.test('TikTok has no username, and what a profile does not have is left out', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', { ...frozen, accounts: [{ accountId: 'bare', profiles: { tiktok: { name: 'Bare' } } }] })
  const { body } = await edit('bare', { platform: 'tiktok' })
  t.same(body, { success: true, accountId: 'bare', platform: 'tiktok', name: 'Bare', updatedAt: NOW })
  const withBio = await edit('bare', { platform: 'tiktok', bio: 'now' })
  t.equal(withBio.body.bio, 'now')
})

t.test('updatedAt', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', frozen)
  const before = (await edit('acc_1a2b3c4d5e', { platform: 'instagram' })).body
  t.equal(before.updatedAt, '2024-03-22T19:45:00Z', 'a body with nothing but the platform changes nothing')
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram', colour: 'red' })).body.updatedAt, before.updatedAt)
  const same = await edit('acc_1a2b3c4d5e', { platform: 'instagram', bio: before.bio })
  t.equal(same.body.updatedAt, NOW, 'a field that is sent sets it, even with its present value')
  const tiktok = await edit('acc_1a2b3c4d5e', { platform: 'tiktok' })
  t.equal(tiktok.body.updatedAt, '2024-03-22T19:45:00Z', 'of the other platform it is another')
})

t.test('whole seconds in real time too', async (t) => {
  const { edit } = await startServer(t)
  const { body } = await edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Now' })
  t.match(body.updatedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  t.equal(Date.parse(body.nextNameChangeAllowed) - Date.parse(body.updatedAt), 14 * 86_400_000)
})

t.test('nothing changes unless every check passes', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', frozen)
  const before = (await control('GET', '/accounts')).text
  const refused: [string, object][] = [
    ['acc_tiktok_cooldown', { platform: 'tiktok', bio: 'changed', name: 'Too Soon' }],
    ['acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'changed', username: 'nope' }],
    ['acc_1a2b3c4d5e', { platform: 'instagram', name: 'A', profilePictureUrl: 'https://pictures.test/2x1.png' }],
    ['acc_1a2b3c4d5e', { platform: 'instagram', name: 'A', bio: 5 }],
  ]
  for (const [account, body] of refused) {
    const { status } = await edit(account, body)
    t.ok(status >= 400, JSON.stringify(body))
  }
  t.equal((await control('GET', '/accounts')).text, before)
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'A' })).status, 200, 'and no cooldown started')
})

t.test('any text is kept as it came', async (t) => {
  const { edit } = await startServer(t)
  for (const text of [
    '<img src=x onerror=alert(1)>',
    '👩‍👩‍👧 é \u2028 \u0000',
    '"; DROP TABLE',
    ' padded ',
    '\ud800',
  ]) {
    const { body } = await edit('acc_1a2b3c4d5e', { platform: 'instagram', username: text, bio: text })
    t.equal(body.username, text)
    t.equal(body.bio, text)
  }
})

t.test('where the picture’s URL points', async (t) => {
  const own = await startServer(t)
  const pictureFor = async (host: string) =>
    (await own.edit('acc_1a2b3c4d5e', { platform: 'instagram' }, { headers: { host } })).body.profilePictureUrl
  t.equal(await pictureFor('localhost:1'), 'http://localhost:1/media/fashion-insider.jpg')
  const set = await startServer(t, { PUBLIC_URL: 'https://staging.example.com/mock/' })
  const { body } = await set.edit('acc_1a2b3c4d5e', { platform: 'instagram' })
  t.equal(body.profilePictureUrl, 'https://staging.example.com/mock/media/fashion-insider.jpg')
})

t.test('each reply has the texts of its own call, whatever was called before', async (t) => {
  const picture = '/media/fashion-insider.jpg'
  const pictured = { name: 'Same', bio: '"', profilePictureUrl: picture }
  const accounts = [
    { accountId: 'both', profiles: { instagram: { ...pictured, username: 'one' }, tiktok: { name: '\\' } } },
    { accountId: 'other', profiles: { instagram: { ...pictured, name: 'Other', bio: '' } } },
  ]
  const here = await startServer(t, { PUBLIC_URL: 'http://here.example' })
  const there = await startServer(t, { PUBLIC_URL: 'http://there.example' })
  for (const server of [here, there]) await server.control('PUT', '', { ...frozen, accounts })
  for (const _ of [1, 2]) {
    for (const [{ edit }, at] of [[here, 'http://here.example'] as const, [there, 'http://there.example'] as const]) {
      const profilePictureUrl = at + picture
      const reply = async (accountId: string, platform: string, update: object) =>
        (await edit(accountId, { platform, ...update })).body
      t.same(
        await reply('both', 'instagram', { bio: '\n' }),
        body('both', 'instagram', { name: 'Same', username: 'one', bio: '\n', profilePictureUrl }),
      )
      t.same(await reply('both', 'tiktok', { bio: at }), body('both', 'tiktok', { name: '\\', bio: at }))
      t.same(
        await reply('other', 'instagram', { username: at }),
        body('other', 'instagram', { name: 'Other', username: at, bio: '', profilePictureUrl }),
      )
    }
  }
  const { requests } = (await there.control('GET', '/requests?limit=3')).body
  t.same(
    requests.map(({ accountId, requestBody, responseBody }: Json) => [accountId, requestBody, responseBody.bio]),
    [
      ['both', { platform: 'instagram', bio: '\n' }, '\n'],
      ['both', { platform: 'tiktok', bio: 'http://there.example' }, 'http://there.example'],
      ['other', { platform: 'instagram', username: 'http://there.example' }, ''],
    ],
  )
})

const body = (accountId: string, platform: string, profile: object) => {
  return { success: true, accountId, platform, ...profile, updatedAt: NOW }
}
