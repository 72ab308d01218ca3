import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { request } from 'undici'
import { dashboardRoutes } from '../../src/dashboard/dashboard-routes.js'
import { startServer } from '../helper.js'

const BUILT = {
  'index.html': `<!doctype html>${'<p>A page</p>'.repeat(50)}`,
  'main.js': 'start()'.repeat(50),
  'page.css': 'body{}'.repeat(50),
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  'main.js.map': '{}',
}

const NAME = { br: 'main.js.br', gzip: 'main.js.gz' } as const
const COMPRESSED = { ...BUILT, 'main.js.br': 'as Brotli', 'main.js.gz': 'as gzip' }

async function serve(t: Test, built: Record<string, string> = BUILT) {
  const app = Fastify()
  t.teardown(() => app.close())
  app.register(dashboardRoutes, { folder: t.testdir(built) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return async (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
    const reply = await request(url + path, { method, headers })
    return { status: reply.statusCode, headers: reply.headers, bytes: Buffer.from(await reply.body.arrayBuffer()) }
  }
}

for (const [path, file, type] of [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/dashboard/main.js', 'main.js', 'application/javascript; charset=utf-8'],
  ['/dashboard/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/dashboard/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const) {
  t.test(`${path} needs no key and lets nothing else in`, async (t) => {
    const get = await serve(t)
    const { status, headers, bytes } = await get(path)
    t.equal(status, 200)
    t.equal(bytes.toString(), BUILT[file])
    t.equal(headers['content-type'], type)
    t.equal(headers['referrer-policy'], 'no-referrer')
    t.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self'; style-src 'self'; /)
    t.match(headers['content-security-policy'], /frame-ancestors 'none'$/)
    t.notMatch(headers['content-security-policy'], /unsafe|http|data|\*/)
  })

  t.test(`HEAD ${path} is the same without a body`, async (t) => {
    const get = await serve(t)
    const whole = await get(path)
    const head = await get(path, {}, 'HEAD')
    t.equal(head.status, 200)
    t.equal(head.bytes.length, 0)
    t.equal(head.headers.etag, whole.headers.etag)
    t.equal(head.headers['content-length'], whole.headers['content-length'])
  })
}

for (const [accepted, encoding] of [
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', undefined],
] as const) {
  t.test(`a browser that accepts ${accepted} gets the copy that the build has compressed so`, async (t) => {
    const { headers, bytes } = await (await serve(t, COMPRESSED))('/dashboard/main.js', { 'accept-encoding': accepted })
    t.equal(headers['content-encoding'], encoding)
    t.equal(headers['content-type'], 'application/javascript; charset=utf-8')
    t.equal(headers.vary, 'accept-encoding')
    t.equal(bytes.toString(), COMPRESSED[encoding === undefined ? 'main.js' : NAME[encoding]])
  })
}

t.test('what a browser has already is not sent again', async (t) => {
  const get = await serve(t)
  const { headers } = await get('/dashboard/main.js')
  const again = await get('/dashboard/main.js', { 'if-none-match': String(headers.etag) })
  t.equal(again.status, 304)
  t.equal(again.bytes.length, 0)
})

for (const file of ['main.js.map', 'main.js.br', 'other.js', '..%2fpackage.json', '__proto__']) {
  t.test(`/dashboard/${file} is not there`, async (t) => {
    const { status } = await (await serve(t, COMPRESSED))(`/dashboard/${file}`)
    t.equal(status, 404)
  })
}

t.test('a checkout without a build says what to do', async (t) => {
  const { status, bytes } = await (await serve(t, {}))('/')
  t.equal(status, 503)
  t.match(JSON.parse(bytes.toString()).error.message, /run `npm run build`$/)
})

t.test('hanging up ends the connection', async (t) => {
  const { status, headers } = await (await serve(t))('/dashboard/hang-up')
  t.equal(status, 204)
  t.equal(headers.connection, 'close')
})

t.test('the server has the page at /, where no key is asked for', async (t) => {
  const { call } = await startServer(t)
  const { status } = await call('GET', '/', { key: null })
  t.ok([200, 503].includes(status), 'the page, or that it has not been built')
})
