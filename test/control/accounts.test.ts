import t from 'tap'
import { type Json, startServer } from '../helper.js'
import { error, NOW, startFrozen } from './frozen.js'

const ids = (body: Json): string[] => body.accounts.map(({ accountId }: { accountId: string }) => accountId)

t.test('an account of the seed’s name that a state has brought is gone when it is deleted', async (t) => {
  const { control } = await startServer(t)
  const accounts = [{ accountId: 'acc_1a2b3c4d5e', profiles: { tiktok: { name: 'Own' } } }]
  await control('PUT', '', { accounts })
  t.equal((await control('DELETE', '/accounts/acc_1a2b3c4d5e')).status, 204)
  t.equal((await control('GET', '/accounts/acc_1a2b3c4d5e')).status, 404)
  t.strictSame((await control('GET', '/accounts')).body.accounts, [])
})

t.test('one account: created, read, replaced, deleted', async (t) => {
  const { control, edit } = await startFrozen(t)
  const profiles = {
    instagram: { name: 'New', username: 'new.one', bio: '', profilePictureUrl: 'https://x.test/a.jpg' },
  }
  const account = {
    accountId: 'acc_new',
    profiles: {
      instagram: { ...profiles.instagram, updatedAt: NOW, nameChangedAt: null, nextNameChangeAllowed: null },
    },
  }
  t.strictSame((await control('GET', '/accounts/acc_new')).body, error('not_found', 'Account acc_new not found'))
  const created = await control('PUT', '/accounts/acc_new', { profiles })
  t.equal(created.status, 201)
  t.strictSame(created.body, account)
  const read = await control('GET', '/accounts/acc_new')
  t.equal(read.status, 200)
  t.strictSame(read.body, account)
  const replaced = await control('PUT', '/accounts/acc_new', created.body)
  t.equal(replaced.status, 200)
  t.strictSame(replaced.body, account)
  t.equal((await edit('acc_new', { platform: 'instagram', bio: 'Hello' })).body.bio, 'Hello')
  t.equal((await control('DELETE', '/accounts/acc_new')).status, 204)
  t.equal((await control('DELETE', '/accounts/acc_new')).status, 404)
  t.equal((await edit('acc_new', { platform: 'instagram' })).status, 404)
})

t.test('an account of the seed: replaced as a whole, deleted, created again', async (t) => {
  const { control } = await startFrozen(t)
  const path = '/accounts/acc_1a2b3c4d5e'
  const replaced = await control('PUT', path, { profiles: { tiktok: { name: 'Only this' } } })
  t.equal(replaced.status, 200)
  t.strictSame(Object.keys(replaced.body.profiles), ['tiktok'])
  t.equal((await control('DELETE', path)).status, 204)
  t.equal((await control('GET', path)).status, 404)
  t.notOk(ids((await control('GET', '/accounts')).body).includes('acc_1a2b3c4d5e'))
  t.equal((await control('PUT', path, { profiles: {} })).status, 201)
  t.ok(ids((await control('GET', '/accounts')).body).includes('acc_1a2b3c4d5e'))
})

t.test('an accountId in the body must be the path’s', async (t) => {
  const { control } = await startFrozen(t)
  const { status, body } = await control('PUT', '/accounts/acc_a', { accountId: 'acc_b', profiles: {} })
  t.equal(status, 400)
  t.strictSame(body, error('invalid_parameter', 'accountId must be the path’s, acc_a, or left out'))
  t.equal((await control('GET', '/accounts/acc_a')).status, 404)
  t.equal((await control('PUT', '/accounts/acc_a', { accountId: 'acc_a', profiles: {} })).status, 201)
})

t.test('times are told against the clock that is', async (t) => {
  const { control } = await startFrozen(t)
  const profiles = {
    tiktok: { name: 'T', nameChangedAt: { ago: { days: 1 } }, warmupStartedAt: { ago: { days: 5 } } },
  }
  await control('PUT', '/accounts/acc_t', { profiles })
  const look = async () => (await control('GET', '/accounts/acc_t')).body.profiles.tiktok
  t.match(await look(), { nextNameChangeAllowed: '2024-04-27T10:00:00Z', warmupDay: 6 })
  await control('POST', '/clock/advance', { days: 6 })
  t.match(await look(), { nextNameChangeAllowed: null, warmupDay: 7 })
})

t.test('accounts come by the page, in id order', async (t) => {
  const { control } = await startServer(t)
  const all = Array.from({ length: 250 }, (_, i) => `acc_${String(i).padStart(3, '0')}`)
  const accounts = all.map((accountId) => ({ accountId, profiles: {} })).reverse()
  await control('PUT', '', { accounts })
  t.strictSame(ids((await control('GET', '/accounts')).body), all.slice(0, 100))
  t.strictSame(ids((await control('GET', '/accounts?limit=1')).body), ['acc_000'])
  t.strictSame(ids((await control('GET', '/accounts?limit=1000')).body), all)
  t.strictSame(ids((await control('GET', '/accounts?after=acc_098&limit=3')).body), ['acc_099', 'acc_100', 'acc_101'])
  t.strictSame(ids((await control('GET', '/accounts?after=acc_0985')).body), all.slice(99, 199))
  t.strictSame(ids((await control('GET', '/accounts?after=acc_249')).body), [])
  await control('PUT', '/accounts/acc_0985', { profiles: {} })
  await control('DELETE', '/accounts/acc_099')
  t.strictSame(ids((await control('GET', '/accounts?after=acc_098&limit=2')).body), ['acc_0985', 'acc_100'])
})
