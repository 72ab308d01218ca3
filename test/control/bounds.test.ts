import t from 'tap'
import { startServer } from '../helper.js'
import { error, startFrozen } from './frozen.js'

const accounts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ accountId: `own_${i}`, profiles: {} as object }))
const SEEDS = { accountId: 'acc_1a2b3c4d5e', profiles: {} }

t.test('5,000 accounts beside the seed’s, and no more', async (t) => {
  const { control } = await startFrozen(t)
  const tooMany = await control('PUT', '', { accounts: accounts(5_001) })
  t.equal(tooMany.status, 400)
  const message = 'accounts must hold at most 5000 accounts beside the seed’s'
  t.strictSame(tooMany.body, error('invalid_parameter', message))
  t.equal((await control('GET', '/accounts')).body.accounts[0].accountId, 'acc_1a2b3c4d5e')

  const full = await control('PUT', '', { accounts: [...accounts(5_000), SEEDS] })
  t.equal(full.status, 200)
  t.equal(full.body.accounts.length, 5_001)
  const put = (id: string) => control('PUT', `/accounts/${id}`, { profiles: {} })
  const another = await put('own_more')
  t.equal(another.status, 429)
  t.strictSame(another.body, error('limit_reached', 'A sandbox holds at most 5000 accounts beside the seed’s'))
  t.equal((await control('GET', '/accounts/own_more')).status, 404)

  t.equal((await put('own_17')).status, 200, 'one that is there is replaced')
  t.equal((await put('acc_tiktok_only')).status, 201, 'the seed’s own do not count')
  t.equal((await control('DELETE', '/accounts/own_17')).status, 204)
  t.equal((await put('own_more')).status, 201, 'one deleted makes room for another')
  t.equal((await put('own_17')).status, 429)
  t.equal((await control('GET', '')).body.accounts.length, 5_002)
})

t.test('at most 5,000 of them also where they are put at once', async (t) => {
  const { control } = await startFrozen(t)
  await control('PUT', '', { accounts: accounts(4_990) })
  const puts = Array.from({ length: 30 }, (_, i) => control('PUT', `/accounts/late_${i}`, { profiles: {} }))
  const statuses = (await Promise.all(puts)).map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 201).length, 10)
  t.equal(statuses.filter((status) => status === 429).length, 20)
})

t.test('100 faults, and no more', async (t) => {
  const { control } = await startFrozen(t)
  const tooMany = await control('PUT', '', { faults: Array(101).fill({ kind: 'truncate' }) })
  t.equal(tooMany.status, 400)
  t.strictSame(tooMany.body, error('invalid_parameter', 'faults must hold at most 100 entries'))
  t.equal((await control('PUT', '', { faults: Array(99).fill({ kind: 'truncate' }) })).status, 200)
  t.equal((await control('POST', '/faults', { kind: 'truncate' })).status, 201)
  const another = await control('POST', '/faults', { kind: 'truncate' })
  t.equal(another.status, 429)
  t.strictSame(another.body, error('limit_reached', 'A sandbox holds at most 100 faults'))
  t.equal((await control('GET', '/faults')).body.faults.length, 100)
})

t.test('bodies of 64 KiB, of 4 MiB for the whole state', async (t) => {
  const { control } = await startServer(t)
  const sized = (bytes: number, head: string, tail: string) =>
    `${head}${' '.repeat(bytes - head.length - tail.length)}${tail}`
  const refused = error(
    'invalid_parameter',
    'The request body must be at most 64 KiB, or 4 MiB for PUT /_sandbox; accounts with pictures go in one by one, by PUT /_sandbox/accounts/:accountId, up to 4 MiB each',
  )
  const CASES: [method: string, path: string, limit: number, head: string, tail: string][] = [
    ['PUT', '', 4 * 1024 * 1024, '{"clock":{"mode":"frozen"', '}}'],
    ['PUT', '/clock', 64 * 1024, '{"mode":"frozen"', '}'],
    ['POST', '/clock/advance', 64 * 1024, '{"days":1', '}'],
    ['PUT', '/accounts/acc_a', 64 * 1024, '{"profiles":{', '}}'],
    ['PUT', '/accounts/acc_a', 4 * 1024 * 1024, '{"pictures":{},"profiles":{', '}}'],
    ['POST', '/faults', 64 * 1024, '{"kind":"truncate"', '}'],
  ]
  for (const [method, path, limit, head, tail] of CASES) {
    await t.test(`${method} /_sandbox${path}`, async (t) => {
      t.equal((await control(method, path, sized(limit, head, tail))).status < 300, true)
      const over = await control(method, path, sized(limit + 1, head, tail))
      t.equal(over.status, 400)
      t.strictSame(over.body, refused)
    })
  }
})

t.test('the state of a full sandbox goes back in', async (t) => {
  const { control } = await startFrozen(t)
  const profiles = { instagram: { name: 'A name of some length', username: 'somebody', bio: 'A line or two of bio' } }
  const first = await control('PUT', '', { accounts: accounts(5_000).map((account) => ({ ...account, profiles })) })
  t.ok(first.text.length < 4 * 1024 * 1024, `${first.text.length} bytes`)
  const again = await control('PUT', '', first.body)
  t.equal(again.status, 200)
  t.strictSame(again.body.accounts, first.body.accounts)
})
