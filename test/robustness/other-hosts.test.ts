import t from 'tap'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const MESSAGE = 'The Host header names a host that this server does not answer to: list it in ALLOWED_HOSTS'
const PATHS = [
  ...['/', '/docs', '/openapi.json', '/health', '/media/x.jpg'],
  ...['/_sandbox', '/_sandbox/clock', '/_sandbox/%zz', '/v1/accounts', '/v1/%zz'],
]

/** Asks as a page does whose name has been made to resolve to this machine; the status, the rule and the body. */
async function ask(url: string, path: string, host: string | null, key = 'sk_test_demo') {
  const lines = [`GET ${path} HTTP/1.1`, ...(host === null ? [] : [`Host: ${host}`]), `Authorization: Bearer ${key}`]
  const reply = await sendRaw(url, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)
  const [head, body] = reply.split('\r\n\r\n')
  const rule = /^x-sandbox-rule: (\S+)/im.exec(head!)?.[1]
  return { status: Number(head!.slice(9, 12)), rule, body }
}

t.test('DNS rebinding: on a loopback address no other name is answered to, anywhere', async (t) => {
  const { url, control } = await startServer(t)
  for (const path of PATHS) {
    for (const host of ['evil.test', 'evil.test:4010', 'localhost.evil.test', '127.0.0.1.evil.test', 'a b', '[::1']) {
      const { status, rule, body } = await ask(url, path, host)
      t.strictSame([status, rule], [421, 'host-not-allowed'], `${path} as ${host}`)
      t.strictSame(JSON.parse(body!), { error: { code: 'invalid_parameter', message: MESSAGE } })
    }
  }
  t.equal((await ask(url, '/v1/accounts', 'evil.test', 'sk_live_x')).status, 401, 'the key comes first')
  const { requests } = (await control('GET', '/requests', undefined, { key: 'sk_test_demo' })).body
  t.match(requests.at(-1), { status: 421, rule: 'host-not-allowed' }, 'whoever wonders finds it in the log')
})

t.test('IP addresses and localhost are always good, and no Host at all is nobody’s', async (t) => {
  const { url } = await startServer(t)
  for (const host of ['127.0.0.1:4010', '10.1.2.3', '[::1]:4010', '[fe80::1]', 'localhost', 'LOCALHOST:80', '', null]) {
    t.equal((await ask(url, '/health', host)).status, 200, String(host))
  }
})

t.test('a loopback address is one however it is written', async (t) => {
  const LOOPBACK = ['LOCALHOST', '127.9.9.9', '127.1', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::FFFF:7f00:1']
  for (const HOST of LOOPBACK) {
    const { url } = await startServer(t, { HOST })
    t.equal((await ask(url, '/health', 'evil.test')).status, 421, HOST)
  }
  for (const HOST of ['0.0.0.0', '::', '::ffff:10.0.0.1', '127.example.com', 'localhost.example.com']) {
    const { url } = await startServer(t, { HOST })
    t.equal((await ask(url, '/health', 'evil.test')).status, 200, HOST)
  }
})

t.test('ALLOWED_HOSTS and PUBLIC_URL name others', async (t) => {
  const { url } = await startServer(t, {
    ALLOWED_HOSTS: 'mock.local, .example.com',
    PUBLIC_URL: 'https://staging.test/mock',
  })
  for (const host of ['mock.local', 'Mock.Local:80', 'example.com', 'a.b.example.com', 'staging.test', 'localhost']) {
    t.equal((await ask(url, '/health', host)).status, 200, host)
  }
  for (const host of ['a.mock.local', 'badexample.com', 'evil.test']) {
    t.equal((await ask(url, '/health', host)).status, 421, host)
  }
})

t.test('a server that others can reach answers to any name, unless it is told which', async (t) => {
  for (const [settings, status] of [
    [{ HOST: '0.0.0.0' }, 200],
    [{ HOST: '0.0.0.0', ALLOWED_HOSTS: 'mock.local' }, 421],
    [{ ALLOWED_HOSTS: '*' }, 200],
  ] as const) {
    const { url } = await startServer(t, settings)
    t.equal((await ask(url, '/health', 'any.test')).status, status, JSON.stringify(settings))
  }
})
