import t, { type Test } from 'tap'
import { connectSandbox, type Sandbox, SandboxError, startSandbox } from '../../src/index.js'
import { startServer } from '../helper.js'

const NOW = '2024-04-21T10:00:00Z'

async function start(t: Test): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: NOW })
  t.teardown(() => sandbox.close())
  return sandbox
}

const call = ({ url, apiKey }: Sandbox, accountId: string) =>
  fetch(`${url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: '{"platform":"tiktok"}',
  })

t.test('accounts', async (t) => {
  const { accounts } = await start(t)
  const put = await accounts.put({ accountId: 'acc_own', profiles: { instagram: { name: 'Own', nameChangedAt: NOW } } })
  t.strictSame(put, {
    accountId: 'acc_own',
    profiles: {
      instagram: {
        name: 'Own',
        updatedAt: NOW,
        nameChangedAt: NOW,
        nextNameChangeAllowed: '2024-05-05T10:00:00Z',
      },
    },
  })
  t.strictSame(await accounts.get('acc_own'), put)
  t.strictSame(await accounts.put(put), put)
  t.equal((await accounts.list()).length, 9)
  t.strictSame(
    (await accounts.list({ limit: 2, after: 'acc_instagram_only' })).map(({ accountId }) => accountId),
    ['acc_own', 'acc_server_error'],
  )
  t.equal(await accounts.remove('acc_own'), undefined)
  await t.rejects(accounts.remove('acc_own'), new SandboxError('Account acc_own not found', 'not_found', 404))
  await t.rejects(accounts.get('a/b?c#d'), { message: 'Account a/b?c#d not found' })
})

t.test('clock', async (t) => {
  const { clock } = await start(t)
  t.strictSame(await clock.get(), { mode: 'frozen', now: NOW })
  t.strictSame(await clock.advance({ days: 7 }), { mode: 'frozen', now: '2024-04-28T10:00:00Z' })
  t.equal((await clock.set({ mode: 'running', now: new Date('2030-01-01T00:00:00.5Z') })).mode, 'running')
  t.match(await clock.freeze(), { mode: 'frozen', now: /^2030-01-01T00:00:0\dZ$/ })
  t.strictSame(await clock.freeze(new Date(NOW)), { mode: 'frozen', now: NOW })
  t.strictSame(await clock.freeze('2031-01-01T00:00:00Z'), { mode: 'frozen', now: '2031-01-01T00:00:00Z' })
  t.strictSame(await clock.set({ now: NOW }), { mode: 'frozen', now: NOW })
  t.equal(await clock.release(), undefined)
  t.equal((await clock.get()).mode, 'real')
})

t.test('faults', async (t) => {
  const { faults } = await start(t)
  const [seeds] = await faults.list()
  const added = await faults.add({ kind: 'delay', ms: 5, times: null })
  t.strictSame(await faults.list(), [seeds, added])
  t.equal(await faults.remove(added.id), undefined)
  await t.rejects(faults.remove(added.id), { code: 'not_found' })
  t.equal(await faults.clear(), undefined)
  t.strictSame(await faults.list(), [])
})

t.test('requests and rules', async (t) => {
  const sandbox = await start(t)
  await call(sandbox, 'acc_nobody')
  await call(sandbox, 'acc_1a2b3c4d5e')
  t.match(await sandbox.requests(), [{ accountId: 'acc_nobody' }, { accountId: 'acc_1a2b3c4d5e' }])
  t.match(await sandbox.requests({ limit: 1 }), [{ status: 200 }])
  t.match(await sandbox.requests({ status: 404, rule: 'account-not-found', accountId: 'acc_nobody' }), [
    { status: 404 },
  ])
  t.strictSame(await sandbox.requests({ status: 429 }), [])
  const hits = async () => (await sandbox.rules()).find(({ id }) => id === 'account-not-found')?.hits
  t.equal(await hits(), 1)
  t.equal(await sandbox.clearRequests(), undefined)
  t.strictSame(await sandbox.requests(), [])
  t.equal(await hits(), 0)
})

t.test('state and reset', async (t) => {
  const { state, reset, accounts } = await start(t)
  const before = await state.get()
  await accounts.remove('acc_tiktok_only')
  t.strictSame(await state.put(before), before)
  t.equal(await reset(), undefined)
  t.equal((await state.get()).clock.mode, 'real')
})

t.test('pictures of a state, of an account and of a start', async (t) => {
  const { state } = await start(t)
  t.notOk('pictures' in (await state.get({ pictures: false })))
  const { pictures, accounts, ...rest } = await state.get({ pictures: true })
  t.match(pictures, { 'warm-up.jpg': /^[A-Za-z0-9+/]+={0,2}$/ })
  t.strictSame(await state.put({ ...rest, accounts, pictures: pictures! }), { ...rest, accounts })
  const other = await startSandbox({ state: { ...rest, accounts, pictures: pictures! } })
  t.teardown(() => other.close())
  t.strictSame((await other.state.get({ pictures: true })).pictures, pictures)
  const named = { accountId: 'acc_a', profiles: { tiktok: { name: 'A', profilePictureUrl: '/media/mine.jpg' } } }
  const account = await other.accounts.put({ ...named, pictures: { 'mine.jpg': pictures!['warm-up.jpg']! } })
  t.match(account.profiles.tiktok?.profilePictureUrl, /^\/media\/[0-9a-f]{32}\.jpg$/)
  const lost = {
    name: 'SandboxError',
    status: 400,
    message: /^profiles\.tiktok\.profilePictureUrl must name a picture/,
  }
  await t.rejects(other.accounts.put(named), lost)
})

t.test('ids that a URL would take for steps up its own path', async (t) => {
  const { url } = await startServer(t)
  const sandbox = connectSandbox({ url })
  await sandbox.clock.freeze('2024-04-21T10:00:00Z')
  for (const id of ['', '.', '..']) {
    const refused = { name: 'SandboxError', code: 'invalid_parameter', message: `There can be no id "${id}"` }
    await t.rejects(sandbox.accounts.get(id), refused)
    await t.rejects(sandbox.accounts.remove(id), refused)
    await t.rejects(sandbox.accounts.put({ accountId: id, profiles: {} }), refused)
    await t.rejects(sandbox.faults.remove(id), refused)
  }
  t.equal((await sandbox.clock.get()).mode, 'frozen', 'nothing was reset')
})
