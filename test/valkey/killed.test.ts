import { randomUUID } from 'node:crypto'
import t from 'tap'
import { runServer } from '../process.js'
import { startStore } from './two-servers.js'

const ACCOUNTS = 40

t.test('what a killed server has acknowledged is there, and the rest is whole or absent', async (t) => {
  const store = await startStore(t)
  const env = { STORE_URL: store.url, STORE_PREFIX: randomUUID() }
  const processes = [runServer(t, [], { env }), runServer(t, [], { env })] as const
  const urls = await Promise.all(
    processes.map(async (one) => (await one.printed(/listening at (http:\S+?)"/))[1] as string),
  )
  const headers = { authorization: 'Bearer sk_test_killed', 'content-type': 'application/json' }
  const call = async (url: string, method: string, path: string, body?: object) => {
    const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({
    accountId: `acc_${index}`,
    profiles: { tiktok: { name: 'before', bio: 'before', warmupStartedAt: { ago: { days: 90 } } } },
  }))
  t.equal((await call(urls[1]!, 'PUT', '/_sandbox', { accounts })).status, 200)

  const acknowledged = new Set<string>()
  const updates = accounts.map(async ({ accountId }, index) => {
    const update = { platform: 'tiktok', name: 'after', bio: 'after' }
    const reply = await call(urls[0]!, 'PATCH', `/v1/accounts/${accountId}/profile`, update).catch(() => undefined)
    if (reply?.status === 200) acknowledged.add(accountId)
    // In the midst of them.
    if (index === ACCOUNTS / 4) processes[0].kill('SIGKILL')
  })
  await Promise.all(updates)
  t.comment(`${acknowledged.size} of ${ACCOUNTS} acknowledged`)
  t.ok(acknowledged.size > 0)

  const state = (await call(urls[1]!, 'GET', '/_sandbox')).body
  const logged = (await call(urls[1]!, 'GET', '/_sandbox/requests?limit=1000')).body.requests
  for (const { accountId, profiles } of state.accounts) {
    const { name, bio, nameChangedAt } = profiles.tiktok
    t.equal(name, bio, 'whole or absent')
    t.equal(nameChangedAt !== null, name === 'after', 'with its cooldown')
    const entries = logged.filter((entry: { accountId: string }) => entry.accountId === accountId)
    t.equal(entries.length, name === 'after' ? 1 : 0, 'and its log entry')
    if (acknowledged.has(accountId)) t.equal(name, 'after', `${accountId} was acknowledged`)
  }
})
