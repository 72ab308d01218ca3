import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { type Sandbox, SandboxError, type StartOptions, startSandbox } from '../../src/index.js'

const NOW = '2024-04-21T10:00:00Z'
const ACCOUNT = 'acc_1a2b3c4d5e'

async function start(t: Test, options?: StartOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options)
  t.teardown(() => sandbox.close())
  return sandbox
}

const edit = ({ url, apiKey }: Sandbox, body: object) =>
  fetch(`${url}/v1/accounts/${ACCOUNT}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', ...body }),
  })

t.test('without options: a free port, a fresh key, the seed in real time', async (t) => {
  const [one, two] = [await start(t), await start(t)]
  t.match(one.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.match(one.apiKey, /^sk_test_[0-9a-f]{32}$/)
  t.not(one.url, two.url)
  t.not(one.apiKey, two.apiKey)
  t.equal((await one.clock.get()).mode, 'real')
  t.equal((await one.accounts.get(ACCOUNT)).accountId, ACCOUNT)
})

for (const now of [NOW, new Date('2024-04-21T10:00:00.987Z')]) {
  t.test(`now as a ${typeof now}`, async (t) => {
    const sandbox = await start(t, { now })
    t.strictSame(await sandbox.clock.get(), { mode: 'frozen', now: NOW })
    const { tiktok } = (await sandbox.accounts.get('acc_tiktok_cooldown')).profiles
    t.equal(tiktok?.nameChangedAt, '2024-04-19T10:00:00Z', 'the seed as it would have stood then')
  })
}

t.test('state, and what it leaves out from the seed', async (t) => {
  const accounts = [{ accountId: 'acc_own', profiles: { instagram: { name: 'Own' } } }]
  const sandbox = await start(t, { state: { accounts, clock: { mode: 'running', now: NOW } } })
  const { clock, accounts: held, faults } = await sandbox.state.get()
  t.equal(clock.mode, 'running')
  t.strictSame(
    held.map(({ accountId }) => accountId),
    ['acc_own'],
  )
  t.equal(faults[0]?.id, 'flt_seed_server_error')
})

t.test('now goes before the clock of state', async (t) => {
  const sandbox = await start(t, { now: NOW, state: { clock: { mode: 'real' }, faults: [] } })
  t.match(await sandbox.state.get(), { clock: { mode: 'frozen', now: NOW }, faults: [] })
})

t.test('seedFile', async (t) => {
  const seed = JSON.stringify({ accounts: [{ accountId: 'acc_seed', profiles: {} }] })
  const sandbox = await start(t, { seedFile: join(t.testdir({ 'seed.json': seed }), 'seed.json') })
  t.strictSame(await sandbox.accounts.list(), [{ accountId: 'acc_seed', profiles: {} }])
})

t.test('apiKey and port', async (t) => {
  const first = await start(t, { apiKey: 'sk_test_mine' })
  t.equal(first.apiKey, 'sk_test_mine')
  await first.close()
  const port = Number(new URL(first.url).port)
  t.equal((await start(t, { port })).url, first.url)
})

t.test('host', async (t) => {
  t.match((await start(t, { host: '0.0.0.0' })).url, /^http:\/\/127\.0\.0\.1:\d+$/)
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  if (!addresses.some(({ address }) => isIPv6(address))) return
  const local = await start(t, { host: '::1' })
  t.match(local.url, /^http:\/\/\[::1\]:\d+$/)
  t.equal((await local.clock.get()).mode, 'real')
})

t.test('publicUrl', async (t) => {
  const sandbox = await start(t, { publicUrl: 'https://mock.example/base' })
  const body = (await (await edit(sandbox, {})).json()) as { profilePictureUrl: string }
  t.match(body.profilePictureUrl, /^https:\/\/mock\.example\/base\/media\//)
})

t.test('corsOrigin', async (t) => {
  const origin = 'http://localhost:5173'
  const { url } = await start(t, { corsOrigin: [origin, 'https://app.example'] })
  const { headers } = await fetch(`${url}/health`, { headers: { origin } })
  t.equal(headers.get('access-control-allow-origin'), origin)
})

t.test('allowedHosts', async (t) => {
  const { url } = await start(t, { allowedHosts: ['infinipost', 'mock.example'] })
  const status = async (host: string) => {
    const asked = request(`${url}/health`, { headers: { host }, agent: false }).end()
    const [reply] = (await once(asked, 'response')) as [IncomingMessage]
    return reply.resume().statusCode
  }
  t.equal(await status('mock.example'), 200)
  t.equal(await status('other.example'), 421)
})

t.test('what is said of pictures', async (t) => {
  const host = createServer((_request, response) => response.end('x'.repeat(500)))
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  t.teardown(() => host.close())
  const near = `http://127.0.0.1:${(host.address() as AddressInfo).port}/a.jpg`
  const slow = 'https://pictures.test/slow/5000/9x9.png'
  const CASES: [options: StartOptions, url: string, rule: string][] = [
    [{}, near, 'picture-not-public'],
    [{ allowPrivatePictureUrls: false }, near, 'picture-not-public'],
    [{ allowPrivatePictureUrls: true }, near, 'picture-not-an-image'],
    [{ allowPrivatePictureUrls: true, pictureMaxBytes: 499 }, near, 'picture-too-large'],
    [{ pictureTimeoutMs: 50 }, slow, 'picture-timeout'],
  ]
  for (const [options, profilePictureUrl, rule] of CASES) {
    await t.test(JSON.stringify(options), async (t) => {
      const reply = await edit(await start(t, options), { profilePictureUrl })
      t.equal(reply.headers.get('x-sandbox-rule'), rule)
    })
  }
})

t.test('logLevel: no line of an ordinary call unless given', async (t) => {
  const output = t.capture(process.stdout, 'write', () => true)
  await edit(await start(t), {})
  await edit(await start(t, { logLevel: 'warn' }), {})
  t.equal(output().length, 0)
})

const BAD: [name: string, options: StartOptions, error: object][] = [
  ['now', { now: 'yesterday' }, { name: 'SandboxError', code: 'invalid_parameter', message: /^clock\.now must be/ }],
  ['a Date that is none', { now: new Date('x') }, { name: 'SandboxError', code: 'invalid_parameter' }],
  [
    'state',
    { state: { faults: [{ kind: 'delay', ms: -1 }] } },
    { message: 'faults[0].ms must be a whole number from 0 to 60000', status: 400 },
  ],
  ['apiKey', { apiKey: 'sk_live_x' }, { code: 'invalid_api_key', status: 401 }],
  ['port', { port: 70_000 }, { code: 'invalid_option', message: 'port must be a whole number from 0 to 65535' }],
  [
    'seedFile',
    { seedFile: '/no/such/seed.json' },
    {
      name: 'SandboxError',
      code: 'invalid_option',
      message: /^seedFile must be a seed file: \/no\/such\/seed\.json: ENOENT/,
    },
  ],
  [
    'seedFile whose name could be a setting’s',
    { seedFile: 'NO_SUCH_SEED' },
    { code: 'invalid_option', message: /^seedFile must be a seed file: NO_SUCH_SEED: ENOENT/ },
  ],
  [
    'seedFile whose name has two lines',
    { seedFile: 'no\nseed' },
    { code: 'invalid_option', message: /^seedFile must be a seed file: no seed: ENOENT.*'no seed'$/ },
  ],
  [
    'host',
    { host: '192.0.2.1' },
    { code: 'invalid_option', message: /^host and port must be an address to listen on/ },
  ],
  ['publicUrl', { publicUrl: 'mock.example' }, { code: 'invalid_option', message: /^publicUrl must be/ }],
]
for (const [name, options, error] of BAD) {
  t.test(`a bad ${name}`, async (t) => {
    const thrown = await startSandbox(options).catch((caught: unknown) => caught)
    t.ok(thrown instanceof Error)
    t.match(thrown, error)
  })
}

t.test('a port that is taken', async (t) => {
  const { url } = await start(t)
  await t.rejects(startSandbox({ port: Number(new URL(url).port) }), {
    name: 'SandboxError',
    code: 'invalid_option',
    message: /^port must be a free port: \d+ on 127\.0\.0\.1 is taken$/,
  })
})

t.test('close stops serving, also when asked twice', async (t) => {
  const sandbox = await startSandbox()
  const closes = [sandbox.close(), sandbox.close()]
  await Promise.all(closes)
  await sandbox.close()
  await t.rejects(sandbox.clock.get(), new SandboxError('The sandbox was closed', 'closed', null))
  const again = await startSandbox({ port: Number(new URL(sandbox.url).port) })
  await again[Symbol.asyncDispose]()
  await t.rejects(again.clock.get(), { code: 'closed' })
})

t.test('close does not wait for connections that nobody uses', async (t) => {
  const sandbox = await startSandbox()
  const { hostname, port } = new URL(sandbox.url)
  const idle = connect(Number(port), hostname)
  await once(idle, 'connect')
  await t.rejects(sandbox.waitForRequest({}, { timeoutMs: 20 }), { code: 'timeout' })
  const started = performance.now()
  await sandbox.close()
  t.ok(performance.now() - started < 10_000)
  idle.destroy()
})

t.test('a call under way is answered before close is done', async (t) => {
  const sandbox = await startSandbox()
  await sandbox.faults.add({ kind: 'delay', ms: 60_000 })
  const answered = edit(sandbox, {})
  while ((await sandbox.faults.list()).length > 1);
  await sandbox.close()
  t.equal((await answered).status, 200)
})
