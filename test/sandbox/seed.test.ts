import { join } from 'node:path'
import t from 'tap'
import { readSeed, SeedError } from '../../src/sandbox/seed.js'
import { SHIPPED_SEED } from '../../src/settings.js'
import { startServer } from '../helper.js'

const account = (profile: object) => ({ accounts: [{ accountId: 'acc_a', profiles: { tiktok: profile } }] })

const BAD: [name: string, seed: string, problem: string | RegExp][] = [
  ['not JSON', '{"accounts":', /JSON/],
  ['empty', '', /JSON/],
  ['not an object', '[]', 'the seed must be an object'],
  ['an unknown field', '{"acounts":[]}', 'acounts is not a known field'],
  [
    'a bad field',
    JSON.stringify(account({ name: '' })),
    /^accounts\[0\]\.profiles\.tiktok\.name must be a string with/,
  ],
  [
    'an account that stands twice',
    JSON.stringify({ accounts: [...account({ name: 'A' }).accounts, { accountId: 'acc_a', profiles: {} }] }),
    'accounts[1].accountId must be unique: acc_a stands before it',
  ],
  ['a bad fault', '{"faults":[{"kind":"delay"}]}', /^faults\[0\]\.ms is required/],
  ['a bad clock', '{"clock":{"now":"yesterday"}}', /^clock\.now must be a UTC time/],
]
for (const [name, seed, problem] of BAD) {
  t.test(name, async (t) => {
    const file = join(t.testdir({ 'seed.json': seed }), 'seed.json')
    const caught = t.throws(() => readSeed(file), SeedError) as Error
    t.ok(caught.message.startsWith(`${file}: `), caught.message)
    t.match(caught.message.slice(file.length + 2), problem)
    t.notMatch(caught.message, '\n')
  })
}

t.test('a picture that is not there', async (t) => {
  const folder = t.testdir({ 'seed.json': JSON.stringify(account({ name: 'A', profilePictureUrl: '/media/a.jpg' })) })
  t.throws(() => readSeed(join(folder, 'seed.json')), {
    message: `${folder}/seed.json: accounts[0].profiles.tiktok.profilePictureUrl must name a picture that is given in pictures or lies in ${folder}/pictures`,
  })
})

t.test('the seed that ships is good: a start takes that as known', async (t) => {
  t.same(readSeed(SHIPPED_SEED, true), readSeed(SHIPPED_SEED))
})

t.test('no such file', async (t) => {
  const file = join(t.testdir(), 'none.json')
  t.throws(() => readSeed(file), { name: 'SeedError', message: new RegExp(`^${file}: ENOENT`) })
})

t.test('the server does not start with a bad one', async (t) => {
  const file = join(t.testdir({ 'seed.json': '{}{' }), 'seed.json')
  await t.rejects(startServer(t, { SEED_FILE: file }), { name: 'SeedError' })
})

t.test('a byte order mark at the start does no harm', async (t) => {
  const seed = JSON.stringify(account({ name: 'Übergröße' }))
  const folder = t.testdir({
    'utf-8.json': `\uFEFF${seed}`,
    'utf-16le.json': Buffer.from(`\uFEFF${seed}`, 'utf16le'),
    'utf-16be.json': Buffer.from(`\uFEFF${seed}`, 'utf16le').swap16(),
    'latin-1.json': Buffer.from(seed, 'latin1'),
  })
  for (const name of ['utf-8', 'utf-16le', 'utf-16be']) {
    const { accounts } = readSeed(join(folder, `${name}.json`))
    t.equal(accounts.byId.get('acc_a')?.profiles.tiktok?.name, 'Übergröße', name)
  }
  t.throws(() => readSeed(join(folder, 'latin-1.json')), { name: 'SeedError', message: /not valid for encoding utf-8/ })
})

t.test('an empty one is a sandbox without accounts', async (t) => {
  const file = join(t.testdir({ 'seed.json': '{}' }), 'seed.json')
  const { control } = await startServer(t, { SEED_FILE: file })
  t.match((await control('GET', '')).body, { clock: { mode: 'real' }, accounts: [], faults: [] })
})

t.test('a sandbox of one’s own: its clock, its pictures, its faults', async (t) => {
  const seed = {
    clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' },
    accounts: [
      { accountId: 'acc_b', profiles: { tiktok: { name: 'B', profilePictureUrl: '/media/b.jpg' } } },
      { accountId: 'acc_a', profiles: { instagram: { name: 'A', nameChangedAt: { ago: { days: 1 } } } } },
    ],
    faults: [{ id: 'slow', kind: 'delay', ms: 1, times: null }],
  }
  const folder = t.testdir({ 'seed.json': JSON.stringify(seed), pictures: { 'b.jpg': 'bytes' } })
  const { control } = await startServer(t, { SEED_FILE: join(folder, 'seed.json') })
  const first = (await control('GET', '')).body
  t.match(first.clock, seed.clock)
  t.match(first.accounts, [
    { accountId: 'acc_a', profiles: { instagram: { nameChangedAt: '2024-04-20T10:00:00Z' } } },
    { accountId: 'acc_b', profiles: { tiktok: { profilePictureUrl: '/media/b.jpg' } } },
  ])
  t.strictSame(first.faults, [{ id: 'slow', times: null, kind: 'delay', ms: 1 }])
  await control('PUT', '', { clock: { mode: 'real' }, accounts: [], faults: [] })
  await control('DELETE', '')
  t.strictSame((await control('GET', '')).body, first, 'DELETE goes the way of the first seeding')
})
