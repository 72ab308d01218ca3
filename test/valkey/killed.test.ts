import { randomUUID } from 'node:crypto'
import t from 'tap'
import { runServer } from '../process.js'
import { startStore } from './two-servers.js'

const ACCOUNTS = 400
/** How many clients update accounts at once. */
const CLIENTS = 16
/** So many acknowledged updates precede the kill, which then meets others under way. */
const KILLED_AFTER = 60

t.test('what a killed server has acknowledged is there, and the rest is whole or absent', async (t) => {
  const store = await startStore(t)
  const env = { STORE_URL: store.url, STORE_PREFIX: randomUUID() }
  const cwd = t.testdir({})
  const processes = [runServer(t, [], { env, cwd }), runServer(t, [], { env, cwd })] as const
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
  const left = accounts.map(({ accountId }) => accountId)
  const updateAccounts = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const update = { platform: 'tiktok', name: 'after', bio: 'after' }
      const reply = await call(urls[0]!, 'PATCH', `/v1/accounts/${id}/profile`, update).catch(() => undefined)
      if (reply?.status === 200) acknowledged.add(id)
      if (acknowledged.size === KILLED_AFTER) processes[0].kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, updateAccounts))
  t.comment(`${acknowledged.size} of ${ACCOUNTS} acknowledged`)
  t.ok(acknowledged.size >= KILLED_AFTER && acknowledged.size < ACCOUNTS)

  const state = (await call(urls[1]!, 'GET', '/_sandbox')).body
  const logged = (await call(urls[1]!, 'GET', '/_sandbox/requests?limit=1000')).body.requests
  t.equal(state.accounts.length, ACCOUNTS)
  for (const { accountId, profiles } of state.accounts) {
    const { name, bio, nameChangedAt } = profiles.tiktok
    const entries = logged.filter((entry: { accountId: string }) => entry.accountId === accountId)
    const made = { bio: 'after', cooldown: true, entries: 1 }
    const absent = { bio: 'before', cooldown: false, entries: 0 }
    const found = { bio, cooldown: nameChangedAt !== null, entries: entries.length }
    t.strictSame(found, name === 'after' ? made : absent, `${accountId} is whole or absent`)
    if (acknowledged.has(accountId)) t.equal(name, 'after', `${accountId} was acknowledged`)
  }
})
