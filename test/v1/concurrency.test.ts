import { readFileSync } from 'node:fs'
import t from 'tap'
import { startServer } from '../helper.js'
import { hostFor } from '../pictures/helper.js'

const statuses = (replies: { status: number }[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

t.test('at most one of many concurrent name changes succeeds', async (t) => {
  const { edit } = await startServer(t)
  const renames = Array.from({ length: 50 }, (_, i) =>
    edit('acc_1a2b3c4d5e', { platform: 'instagram', name: `Name ${i}` }),
  )
  t.same(statuses(await Promise.all(renames)), { 200: 1, 429: 49 })
})

t.test('also while pictures are downloading', async (t) => {
  const { edit } = await startServer(t)
  const renames = Array.from({ length: 12 }, (_, i) =>
    edit('acc_1a2b3c4d5e', {
      platform: 'instagram',
      name: `Name ${i}`,
      ...(i % 2 && { profilePictureUrl: 'https://pictures.test/slow/20/64x64.png' }),
    }),
  )
  t.same(statuses(await Promise.all(renames)), { 200: 1, 429: 11 })
})

t.test('updates of different fields lose nothing', async (t) => {
  const { edit } = await startServer(t)
  await Promise.all([
    edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Both' }),
    edit('acc_1a2b3c4d5e', {
      platform: 'instagram',
      bio: 'Kept',
      profilePictureUrl: 'https://pictures.test/64x64.png',
    }),
    edit('acc_1a2b3c4d5e', { platform: 'instagram', username: 'kept' }),
    edit('acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'Apart' }),
  ])
  const { body } = await edit('acc_1a2b3c4d5e', { platform: 'instagram' })
  t.match(body, { name: 'Both', bio: 'Kept', username: 'kept' })
  t.match(body.profilePictureUrl, /media\/[0-9a-f]{8,}/)
})

const MEANWHILE: [
  name: string,
  change: { method: string; path: string; body?: object },
  status: number,
  rule: string,
][] = [
  [
    'an account deleted meanwhile',
    { method: 'DELETE', path: '/_sandbox/accounts/acc_1a2b3c4d5e' },
    404,
    'account-not-found',
  ],
  [
    'a profile taken away meanwhile',
    {
      method: 'PUT',
      path: '/_sandbox/accounts/acc_1a2b3c4d5e',
      body: { profiles: { tiktok: { name: 'TikTok' } } },
    },
    400,
    'profile-not-found',
  ],
  [
    'a name changed meanwhile',
    {
      method: 'PATCH',
      path: '/v1/accounts/acc_1a2b3c4d5e/profile',
      body: { platform: 'instagram', name: 'First' },
    },
    429,
    'instagram-name-cooldown',
  ],
]

for (const [name, { method, path, body }, status, rule] of MEANWHILE) {
  t.test(`${name} is checked when the picture has come`, async (t) => {
    const { edit, call } = await startServer(t)
    const slow = edit('acc_1a2b3c4d5e', {
      platform: 'instagram',
      name: 'Second',
      profilePictureUrl: 'https://pictures.test/slow/300/64x64.png',
    })
    const changed = await call(method, path, { body })
    t.ok(changed.status < 300)
    const reply = await slow
    t.equal(reply.status, status)
    t.equal(reply.headers.get('x-sandbox-rule'), rule)
  })
}

for (const [what, bytes] of [
  ['a good picture', readFileSync('fixtures/pictures/warm-up.jpg')],
  ['a refused one', Buffer.from('No picture')],
] as const) {
  t.test(`an update of an earlier state is told so, also after ${what}`, async (t) => {
    const { edit, control } = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true' })
    const host = await hostFor(t, async (_request, reply) => {
      await control('DELETE', '')
      reply.end(bytes)
    })
    const reply = await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl: host })
    t.equal(reply.status, 500)
    t.equal(reply.headers.get('x-sandbox-rule'), 'sandbox-reset')
  })
}
