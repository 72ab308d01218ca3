import t, { type Test } from 'tap'
import { connectSandbox, type Sandbox, startSandbox } from '../../src/index.js'
import { startServer } from '../helper.js'

const call = ({ url, apiKey }: Pick<Sandbox, 'url' | 'apiKey'>, accountId: string) =>
  fetch(`${url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: '{"platform":"tiktok"}',
  })

async function start(t: Test): Promise<Sandbox> {
  const sandbox = await startSandbox()
  t.teardown(() => sandbox.close())
  return sandbox
}

/** Waits until something listens to the sandbox’s events. */
async function listened(lines: string[], sandbox: Sandbox) {
  const lookedTwice = () => lines.filter((line) => line.includes('/_sandbox/requests')).length >= 2
  while (!lookedTwice()) await sandbox.clock.get()
}

t.test('one that is in the log already: the oldest that matches', async (t) => {
  const sandbox = await start(t)
  for (const account of ['acc_1', 'acc_1a2b3c4d5e', 'acc_2', 'acc_3']) await call(sandbox, account)
  t.equal((await sandbox.waitForRequest()).accountId, 'acc_1')
  t.equal((await sandbox.waitForRequest({ status: 200 })).accountId, 'acc_1a2b3c4d5e')
  t.equal((await sandbox.waitForRequest({ rule: 'account-not-found', accountId: 'acc_3' })).accountId, 'acc_3')
})

t.test('the next to come that matches', async (t) => {
  const server = await startServer(t)
  const sandbox = connectSandbox({ url: server.url })
  await call(sandbox, 'acc_1')
  const CASES: [filter: object, accountId: string][] = [
    [{ status: 200 }, 'acc_1a2b3c4d5e'],
    [{ accountId: 'acc_3' }, 'acc_3'],
    [{ rule: 'profile-not-found' }, 'acc_instagram_only'],
  ]
  const waits = CASES.map(([filter]) => sandbox.waitForRequest(filter))
  while (server.logged.filter((line) => line.includes('/_sandbox/requests')).length < 6) await sandbox.clock.get()
  for (const account of ['acc_2', 'acc_3', 'acc_1a2b3c4d5e', 'acc_instagram_only']) await call(sandbox, account)
  const found = await Promise.all(waits)
  t.strictSame(
    found.map(({ accountId }) => accountId),
    CASES.map(([, accountId]) => accountId),
  )
})

t.test('none in time', async (t) => {
  const sandbox = await start(t)
  await t.rejects(sandbox.waitForRequest({}, { timeoutMs: 30 }), {
    name: 'SandboxError',
    code: 'timeout',
    message: 'No such request within 30 ms',
    status: null,
  })
})

t.test('a wait without end has an end when one comes', async (t) => {
  const sandbox = await start(t)
  const wait = sandbox.waitForRequest({}, { timeoutMs: Number.POSITIVE_INFINITY })
  await sandbox.clock.get()
  await call(sandbox, 'acc_1')
  t.equal((await wait).accountId, 'acc_1')
})

t.test('a call that falls between looking and listening', async (t) => {
  const server = await startServer(t)
  const sandbox = connectSandbox({ url: server.url, apiKey: server.key })
  const { fetch: plain } = globalThis
  t.intercept(globalThis, 'fetch', {
    value: async (...args: Parameters<typeof fetch>) => {
      if (!String(args[0]).endsWith('/events')) return plain(...args)
      await call({ url: server.url, apiKey: server.key }, 'acc_between')
      return plain(...args)
    },
    configurable: true,
    writable: true,
  })
  t.equal((await sandbox.waitForRequest()).accountId, 'acc_between')
})

t.test('the sandbox closed meanwhile, or before', async (t) => {
  const sandbox = await start(t)
  const closed = { name: 'SandboxError', code: 'closed', message: 'The sandbox was closed' }
  const wait = t.rejects(sandbox.waitForRequest(), closed)
  await sandbox.clock.get()
  await sandbox.close()
  await wait
  await t.rejects(sandbox.waitForRequest(), closed)
})

t.test('the server closed meanwhile', async (t) => {
  const server = await startServer(t)
  const sandbox = connectSandbox({ url: server.url })
  const wait = t.rejects(sandbox.waitForRequest(), {
    name: 'SandboxError',
    code: 'closed',
    message: 'The server ended the event stream',
  })
  await listened(server.logged, sandbox)
  await server.app.close()
  await wait
})

t.test('the server gone meanwhile', async (t) => {
  const server = await startServer(t)
  const sandbox = connectSandbox({ url: server.url })
  const wait = t.rejects(sandbox.waitForRequest(), { name: 'SandboxError', code: 'unreachable' })
  await listened(server.logged, sandbox)
  server.app.server.closeAllConnections()
  await wait
})

t.test('refused', async (t) => {
  const sandbox = await start(t)
  await t.rejects(sandbox.waitForRequest({ status: 7 }), { code: 'invalid_parameter', status: 400 })
})

t.test('fifty waits after one another leave no stream open', async (t) => {
  const sandbox = await start(t)
  for (let i = 0; i < 50; i += 1) {
    const wait = sandbox.waitForRequest({ accountId: `acc_${i}` })
    await call(sandbox, `acc_${i}`)
    await wait
  }
  t.equal((await sandbox.requests()).length, 50)
})
