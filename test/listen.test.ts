import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import t from 'tap'
import { buildApp } from '../src/app.js'
import { listen } from '../src/listen.js'
import { readSettings } from '../src/settings.js'

const both = async () => ['127.0.0.1', '::1']

async function hasIpv6(): Promise<boolean> {
  const server = createServer().listen(0, '::1')
  return once(server, 'listening').then(
    () => once(server.close(), 'close').then(() => true),
    () => false,
  )
}

async function localhost() {
  const settings = readSettings({ HOST: 'localhost', PORT: '0' })
  const app = buildApp(settings, { log: pino({ level: 'silent' }), version: '1.2.3', ownsProcess: false })
  return { app, settings, port: () => (app.server.address() as AddressInfo).port }
}

t.test('localhost is both of its addresses', { skip: !(await hasIpv6()) && 'no IPv6 here' }, async (t) => {
  const { app, settings, port } = await localhost()
  await listen(app, settings, both)
  for (const host of ['127.0.0.1', '[::1]']) {
    t.equal((await fetch(`http://${host}:${port()}/health`)).status, 200, host)
  }
  await fetch(`http://[::1]:${port()}/_sandbox/faults`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_a', 'content-type': 'application/json' },
    body: '{"kind":"delay","ms":200}',
  })
  const slow = fetch(`http://[::1]:${port()}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk_test_a', 'content-type': 'application/json' },
    body: '{"platform":"tiktok"}',
  })
  const isUnderWay = () => [...app.connections.all()].some(([, { reply }]) => reply !== undefined)
  while (!isUnderWay()) await new Promise((resolve) => setImmediate(resolve))
  const at = port()
  await app.close()
  t.equal((await slow).status, 200, 'a call under way is answered while the server closes')
  await t.rejects(fetch(`http://[::1]:${at}/health`))
})

t.test('an address that the machine does not have is left out', async (t) => {
  const { app, settings, port } = await localhost()
  await listen(app, settings, async () => ['192.0.2.1', '127.0.0.1', '192.0.2.2'])
  t.equal((await fetch(`http://127.0.0.1:${port()}/health`)).status, 200)
  await app.close()
})

t.test('a name that is none is said so', async (t) => {
  const { app, settings } = await localhost()
  const failed = listen(app, settings, async () => {
    throw new Error('getaddrinfo ENOTFOUND localhost')
  })
  await t.rejects(failed, { message: 'HOST and PORT must be an address to listen on: getaddrinfo ENOTFOUND localhost' })
  await app.close()
})
