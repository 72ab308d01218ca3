import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { connectSandbox, type Sandbox, startSandbox } from '../../src/index.js'
import { startServer, type TestServer } from '../helper.js'
import { ONE_APP } from '../two-apps.js'

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

/** Resolves when somebody has an open stream of a server’s events. */
function whenStreamed({ app }: Pick<TestServer, 'app'>): Promise<void> {
  return new Promise((resolve) => {
    app.server.on('request', ({ url }, reply) => {
      const look = () => (reply.headersSent ? resolve() : setImmediate(look))
      if (url === '/_sandbox/events') look()
    })
  })
}

/** However busy the machine is. */
const PATIENT = { timeoutMs: 60_000 }

/** A proxy that holds back the event stream until `held` resolves. */
async function startHoldingProxy(t: Test, behind: string, held: () => Promise<unknown>): Promise<string> {
  const proxy = createServer(async (incoming, outgoing) => {
    const { method, headers, url = '' } = incoming
    if (url === '/_sandbox/events') await held()
    const passed = request(behind + url, { method, headers, agent: false }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers))
    })
    outgoing.on('close', () => passed.destroy())
    incoming.pipe(passed)
  })
  t.teardown(() => proxy.close())
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
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
  const waits = CASES.map(([filter]) => sandbox.waitForRequest(filter, PATIENT))
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
  const url = await startHoldingProxy(t, server.url, () => call({ url: server.url, apiKey: server.key }, 'acc_between'))
  const sandbox = connectSandbox({ url, apiKey: server.key })
  t.equal((await sandbox.waitForRequest()).accountId, 'acc_between')
})

t.test('a proxy that never lets the event stream through', async (t) => {
  const server = await startServer(t)
  const url = await startHoldingProxy(t, server.url, () => {
    void call({ url: server.url, apiKey: server.key }, 'acc_held')
    return new Promise(() => {})
  })
  const sandbox = connectSandbox({ url, apiKey: server.key })
  t.equal((await sandbox.waitForRequest({}, { timeoutMs: 60_000 })).accountId, 'acc_held')
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

t.test('a stream that ends', async (t) => {
  const server = createServer(({ url }, reply) =>
    reply.end(url === '/_sandbox/events' ? ': open\n\n' : '{"requests":[]}'),
  )
  t.teardown(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sandbox = connectSandbox({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  await t.rejects(sandbox.waitForRequest(), {
    name: 'SandboxError',
    code: 'closed',
    message: 'The server ended the event stream',
  })
})

t.test('the server closed meanwhile', async (t) => {
  const server = await startServer(t, ONE_APP)
  const sandbox = connectSandbox({ url: server.url })
  const streamed = whenStreamed(server)
  // Whichever it meets first: the end of the stream, or that nobody answers any more.
  const wait = t.rejects(sandbox.waitForRequest(), { name: 'SandboxError', code: /^(?:closed|unreachable)$/ })
  await streamed
  await server.app.close()
  await wait
})

t.test('the server gone meanwhile', async (t) => {
  const server = await startServer(t, ONE_APP)
  const sandbox = connectSandbox({ url: server.url })
  const streamed = whenStreamed(server)
  const wait = t.rejects(sandbox.waitForRequest(), { name: 'SandboxError', code: 'unreachable' })
  await streamed
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
    const wait = sandbox.waitForRequest({ accountId: `acc_${i}` }, PATIENT)
    await call(sandbox, `acc_${i}`)
    await wait
  }
  t.equal((await sandbox.requests()).length, 50)
})
