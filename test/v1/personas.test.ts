import t from 'tap'
import { startServer } from '../helper.js'

/** What each account of the shipped seed provokes by its id alone, today as in any other year. */
const PERSONAS: [account: string, body: object, status: number, rule: string | null][] = [
  ['acc_1a2b3c4d5e', { platform: 'instagram', name: 'New' }, 200, null],
  ['acc_1a2b3c4d5e', { platform: 'tiktok', name: 'New' }, 200, null],
  ['acc_tiktok_warmup', { platform: 'tiktok', name: 'New' }, 429, 'tiktok-warmup'],
  ['acc_tiktok_unstarted', { platform: 'tiktok', name: 'New' }, 429, 'tiktok-warmup-not-started'],
  ['acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' }, 429, 'tiktok-name-cooldown'],
  ['acc_instagram_cooldown', { platform: 'instagram', name: 'New' }, 429, 'instagram-name-cooldown'],
  ['acc_tiktok_only', { platform: 'instagram' }, 400, 'profile-not-found'],
  ['acc_tiktok_only', { platform: 'tiktok', username: 'x' }, 400, 'username-not-supported'],
  ['acc_instagram_only', { platform: 'tiktok' }, 400, 'profile-not-found'],
  ['acc_server_error', { platform: 'instagram', bio: 'x' }, 500, 'fault-injected'],
]

for (const now of [undefined, '2024-04-21T10:00:00Z', '2031-12-31T23:59:59Z']) {
  t.test(`the seed’s personas, the clock at ${now ?? 'real time'}`, async (t) => {
    const { edit, control } = await startServer(t)
    if (now !== undefined) await control('PUT', '', { clock: { mode: 'frozen', now } })
    for (const [account, body, status, rule] of PERSONAS) {
      const reply = await edit(account, body)
      t.equal(reply.status, status, `${account} ${JSON.stringify(body)}`)
      t.equal(reply.headers.get('x-sandbox-rule'), rule)
    }
  })
}

t.test('when the cooldowns of the personas end', async (t) => {
  const { edit, control } = await startServer(t)
  await control('PUT', '', { clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' } })
  const ends = async (account: string, platform: string) =>
    (await edit(account, { platform, name: 'New' })).body.error.nextAllowedAt
  t.equal(await ends('acc_tiktok_cooldown', 'tiktok'), '2024-04-26T10:00:00Z', 'changed 2 days ago')
  t.equal(await ends('acc_instagram_cooldown', 'instagram'), '2024-05-02T10:00:00Z', 'changed 3 days ago')
  const warmup = (await control('GET', '/accounts/acc_tiktok_warmup')).body.profiles.tiktok
  t.equal(warmup.warmupDay, 3)
})

t.test('every persona has a picture that opens', async (t) => {
  const { control, url } = await startServer(t)
  const { accounts } = (await control('GET', '/accounts')).body
  t.equal(accounts.length, 8)
  for (const { accountId, profiles } of accounts) {
    for (const profile of Object.values(profiles) as { profilePictureUrl: string }[]) {
      const picture = await fetch(url + profile.profilePictureUrl)
      t.equal(picture.status, 200, accountId)
      t.match(picture.headers.get('content-type'), /^image\//)
      t.equal(picture.headers.get('x-content-type-options'), 'nosniff')
      t.match(picture.headers.get('cache-control'), /max-age=31536000/)
      t.ok((await picture.arrayBuffer()).byteLength > 500)
    }
  }
})
