import t from 'tap'
import { inspectStore, startReplicas, startStore } from './two-servers.js'

t.test('a log is read on until what was asked for is found', async (t) => {
  const [one, other] = await startReplicas(t, (await startStore(t)).url)
  const { key } = one
  const first = await one.edit('acc_none', { platform: 'tiktok' })
  for (let call = 0; call < 3; call++) await other.edit('acc_1a2b3c4d5e', { platform: 'tiktok' }, { key })
  const { body } = await other.control('GET', '/requests?status=404&limit=1', undefined, { key })
  t.equal(body.requests.length, 1)
  t.equal(body.requests[0].id, first.headers.get('x-request-id'))
})

t.test('a page of accounts goes past those that are deleted, up to the last', async (t) => {
  const [one] = await startReplicas(t, (await startStore(t)).url)
  const account = (accountId: string) => ({ accountId, profiles: { tiktok: { name: 'A' } } })
  const accounts = ['acc_a', 'acc_b', 'acc_c', 'acc_d'].map(account)
  t.equal((await one.control('PUT', '', { accounts })).status, 200)
  for (const id of ['acc_a', 'acc_c']) t.equal((await one.control('DELETE', `/accounts/${id}`)).status, 204)
  const ids = async (query: string): Promise<string[]> =>
    (await one.control('GET', `/accounts?${query}`)).body.accounts.map((one: { accountId: string }) => one.accountId)
  t.strictSame(await ids('limit=1'), ['acc_b'])
  t.strictSame(await ids('limit=1&after=acc_b'), ['acc_d'])
  t.strictSame(await ids('limit=10'), ['acc_b', 'acc_d'])
})

t.test('metrics count the sandboxes that this server has used lately', async (t) => {
  const [one] = await startReplicas(t, (await startStore(t)).url, { METRICS: 'true' })
  for (const key of ['sk_test_a', 'sk_test_b']) await one.control('GET', '/clock', undefined, { key })
  t.match(await (await fetch(`${one.url}/metrics`)).text(), /^infinipost_mock_sandboxes 2$/m)
})

t.test('nothing but hashes of keys is stored', async (t) => {
  const store = await startStore(t)
  const [one] = await startReplicas(t, store.url)
  await one.edit('acc_1a2b3c4d5e', { platform: 'tiktok' }, { key: 'sk_test_secret' })
  const client = await inspectStore(t, store.url)
  const names = (await client.sendCommand(['KEYS', '*'])) as string[]
  t.ok(names.length > 0)
  t.notMatch(names.join(' '), /sk_test/)
})
