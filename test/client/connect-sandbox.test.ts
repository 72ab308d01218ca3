import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { connectSandbox } from '../../src/client.js'
import { startServer } from '../helper.js'

t.test('a started server, with a fresh key and so a sandbox of one’s own', async (t) => {
  const { url } = await startServer(t)
  const [one, two] = [connectSandbox({ url }), connectSandbox({ url: new URL(url) })]
  t.equal(one.url, url)
  t.equal(two.url, url)
  t.match(one.apiKey, /^sk_test_[0-9a-f]{32}$/)
  t.not(one.apiKey, two.apiKey)
  await one.clock.freeze('2024-04-21T10:00:00Z')
  await one.accounts.remove('acc_1a2b3c4d5e')
  await one.faults.add({ kind: 'truncate' })
  t.equal((await two.clock.get()).mode, 'real')
  t.equal((await two.accounts.get('acc_1a2b3c4d5e')).accountId, 'acc_1a2b3c4d5e')
  t.equal((await two.faults.list()).length, 1)
})

t.test('two with one key share a sandbox', async (t) => {
  const { url, key: apiKey } = await startServer(t)
  await connectSandbox({ url, apiKey }).clock.freeze('2024-04-21T10:00:00Z')
  t.equal((await connectSandbox({ url, apiKey }).clock.get()).now, '2024-04-21T10:00:00Z')
})

t.test('close leaves the server alone', async (t) => {
  const { url } = await startServer(t)
  const sandbox = connectSandbox({ url })
  await sandbox.close()
  await sandbox[Symbol.asyncDispose]()
  t.equal((await fetch(`${url}/health`)).status, 200)
})

/** A proxy that serves what lies behind it under `/mock`. */
async function startProxy(t: Test, behind: string): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming
    if (!url.startsWith('/mock/')) return void outgoing.writeHead(404).end()
    const passed = request(behind + url.slice('/mock'.length), { method, headers }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers))
    })
    incoming.pipe(passed)
  })
  t.teardown(() => proxy.close())
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

t.test('what stands in a URL', async (t) => {
  const server = await startServer(t)
  const proxy = await startProxy(t, server.url)
  const CASES: [given: string, url: string][] = [
    [`${server.url}/`, server.url],
    [`${server.url}//`, server.url],
    [`${server.url}/?x=1#top`, server.url],
    [server.url.replace('http', 'HTTP'), server.url],
    [`${proxy}/mock`, `${proxy}/mock`],
    [`${proxy}/mock/`, `${proxy}/mock`],
  ]
  for (const [given, url] of CASES) {
    await t.test(given, async (t) => {
      const sandbox = connectSandbox({ url: given })
      t.equal(sandbox.url, url)
      t.equal((await sandbox.clock.get()).mode, 'real')
      t.equal((await sandbox.state.get()).accounts[0]?.accountId, 'acc_1a2b3c4d5e')
    })
  }
  for (const url of ['', 'mock', '/mock', 'localhost:4010', 'file:///mock', 'ftp://localhost']) {
    t.throws(() => connectSandbox({ url }), TypeError, url)
  }
})
