import t from 'tap'
import { startServer } from '../helper.js'
import { NOW, startFrozen } from './frozen.js'

t.test('GET answers the clock, the accounts in id order and the faults', async (t) => {
  const { control } = await startFrozen(t)
  const { status, body } = await control('GET', '')
  t.equal(status, 200)
  t.strictSame(Object.keys(body), ['clock', 'accounts', 'faults'])
  t.strictSame(body.clock, { mode: 'frozen', now: NOW })
  const ids = body.accounts.map((account: { accountId: string }) => account.accountId)
  t.strictSame(ids, [...ids].sort())
  t.strictSame(body.accounts[0], {
    accountId: 'acc_1a2b3c4d5e',
    profiles: {
      instagram: {
        name: 'Fashion Insider',
        username: 'fashioninsider',
        bio: 'Runway notes and street style',
        profilePictureUrl: '/media/fashion-insider.jpg',
        updatedAt: '2024-03-22T10:00:00Z',
        nameChangedAt: null,
        nextNameChangeAllowed: null,
      },
      tiktok: {
        name: 'Fashion Insider',
        bio: 'Runway notes in a minute',
        profilePictureUrl: '/media/fashion-insider.jpg',
        updatedAt: '2024-03-22T10:00:00Z',
        nameChangedAt: null,
        nextNameChangeAllowed: null,
        warmupStartedAt: '2024-01-22T10:00:00Z',
        warmupDay: 7,
      },
    },
  })
  t.strictSame(body.faults, [
    {
      id: 'flt_seed_server_error',
      accountId: 'acc_server_error',
      times: null,
      kind: 'error',
      when: 'before',
      status: 500,
      code: 'internal',
      message: 'An unexpected error occurred',
    },
  ])
})

t.test('what GET answers, PUT takes, and nothing changes by it', async (t) => {
  const { control, edit } = await startFrozen(t)
  await edit('acc_1a2b3c4d5e', { platform: 'tiktok', name: 'Fashion Daily', bio: '' })
  await control('PUT', '/accounts/acc_bare', { profiles: {} })
  await control('DELETE', '/accounts/acc_tiktok_only')
  for (const fault of [
    { kind: 'delay', ms: 5, times: 7 },
    { kind: 'truncate', when: 'after', platform: 'tiktok' },
  ]) {
    await control('POST', '/faults', fault)
  }
  const { body: before } = await control('GET', '')
  const put = await control('PUT', '', before)
  t.equal(put.status, 200)
  t.strictSame(put.body, before)
  t.strictSame((await control('GET', '')).body, before)
  t.equal(before.faults.length, 3)
})

t.test('a running clock goes on running through GET and PUT', async (t) => {
  const { control } = await startServer(t)
  await control('PUT', '/clock', { mode: 'running', now: NOW })
  const { body } = await control('PUT', '', (await control('GET', '')).body)
  t.equal(body.clock.mode, 'running')
  t.match(body.clock.now, /^2024-04-21T10:00:0\dZ$/)
})

t.test('what is left out comes from the seed', async (t) => {
  const { control } = await startFrozen(t)
  const { body: seed } = await control('GET', '')
  const clock = { mode: 'frozen', now: NOW }
  t.strictSame((await control('PUT', '', { clock, accounts: [] })).body, { ...seed, accounts: [] })
  t.strictSame((await control('PUT', '', { clock, faults: [] })).body, { ...seed, faults: [] })
  t.strictSame((await control('PUT', '', { clock })).body, seed)
  t.equal((await control('PUT', '', {})).body.clock.mode, 'real')
})

t.test('relative times count back from the clock of the same PUT', async (t) => {
  const { control } = await startServer(t)
  const ago = { days: 1, hours: 2, minutes: 3, seconds: 4 }
  const { body } = await control('PUT', '', {
    clock: { mode: 'frozen', now: NOW },
    accounts: [
      {
        accountId: 'acc_x',
        profiles: {
          instagram: { name: 'X', updatedAt: { ago }, nameChangedAt: { ago: { days: 14 } } },
          tiktok: { name: 'X', nameChangedAt: { ago: { days: 2 } }, warmupStartedAt: { ago: { seconds: 1 } } },
        },
      },
    ],
  })
  t.strictSame(body.accounts[0].profiles, {
    instagram: {
      name: 'X',
      updatedAt: '2024-04-20T07:56:56Z',
      nameChangedAt: '2024-04-07T10:00:00Z',
      nextNameChangeAllowed: null,
    },
    tiktok: {
      name: 'X',
      updatedAt: NOW,
      nameChangedAt: '2024-04-19T10:00:00Z',
      nextNameChangeAllowed: '2024-04-26T10:00:00Z',
      warmupStartedAt: '2024-04-21T09:59:59Z',
      warmupDay: 1,
    },
  })
})

for (const method of ['PUT', 'DELETE']) {
  t.test(`${method} empties the log and the hits`, async (t) => {
    const { control, edit } = await startFrozen(t)
    await edit('acc_nobody', { platform: 'tiktok' })
    t.equal((await control('GET', '/requests')).body.requests.length, 1)
    await control(method, '', method === 'PUT' ? {} : undefined)
    t.strictSame((await control('GET', '/requests')).body, { requests: [], dropped: 0 })
    const { body } = await control('GET', '/rules')
    t.strictSame(
      body.rules.filter(({ hits }: { hits: number | null }) => hits),
      [],
    )
  })
}

t.test('DELETE goes back to the seed in real time', async (t) => {
  const { control, edit } = await startFrozen(t)
  const { body: seed } = await control('GET', '')
  await edit('acc_1a2b3c4d5e', { platform: 'instagram', name: 'Another' })
  await control('PUT', '/accounts/acc_own', { profiles: { tiktok: { name: 'Own' } } })
  await control('DELETE', '/accounts/acc_tiktok_only')
  await control('DELETE', '/faults')
  const { status, text, headers } = await control('DELETE', '')
  t.equal(status, 204)
  t.equal(text, '')
  t.equal(headers.get('content-type'), null)
  t.equal((await control('GET', '/clock')).body.mode, 'real')
  await control('PUT', '', { clock: { mode: 'frozen', now: NOW } })
  t.strictSame((await control('GET', '')).body, seed)
})

t.test('timestamps with an offset or a fraction are kept in UTC and whole seconds', async (t) => {
  const { control } = await startServer(t)
  const time = '2024-04-21T12:00:00.75+02:00'
  const tiktok = { name: 'A', updatedAt: time, nameChangedAt: time, warmupStartedAt: time }
  const account = { accountId: 'acc_a', profiles: { tiktok } }
  const kept = {
    accountId: 'acc_a',
    profiles: {
      tiktok: {
        updatedAt: '2024-04-21T10:00:00Z',
        nameChangedAt: '2024-04-21T10:00:00Z',
        warmupStartedAt: '2024-04-21T10:00:00Z',
      },
    },
  }
  const clock = { mode: 'frozen', now: '2024-04-21T04:00:00.5-0600' }
  const state = (await control('PUT', '', { clock, accounts: [account] })).body
  t.match(state, { clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' }, accounts: [kept] })
  t.match((await control('PUT', '/accounts/acc_a', account)).body, kept)
  const moved = await control('PUT', '/clock', { now: '2024-05-01T00:00:00+05:30' })
  t.match(moved.body, { mode: 'frozen', now: '2024-04-30T18:30:00Z' })
})
