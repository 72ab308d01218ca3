import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { sendStatic } from '../../src/http/send-static.js'
import { type StaticFiles, staticFiles } from '../../src/http/static-files.js'

const POLICY = "default-src 'none'"
const TYPES = { 'page.html': 'text/html; charset=utf-8', 'absent.css': 'text/css' }

function serve(t: Test, given?: StaticFiles) {
  const files = given ?? staticFiles(t.testdir({ 'page.html': '<p>Hello</p>' }), TYPES)
  const app = Fastify()
  t.teardown(() => app.close())
  app.get<{ Params: { name: string } }>('/:name', (request, reply) =>
    sendStatic(request, reply, files, request.params.name, POLICY),
  )
  return (name: string, headers: Record<string, string> = {}) => app.inject({ url: `/${name}`, headers })
}

t.test('a file comes with its type, its tag and its fences', async (t) => {
  const reply = await serve(t)('page.html', { 'accept-encoding': 'br' })
  t.equal(reply.statusCode, 200)
  t.match(reply.headers, {
    'content-type': TYPES['page.html'],
    'content-encoding': 'br',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
  })
})

t.test('a client that takes no encoding gets the plain text', async (t) => {
  const reply = await serve(t)('page.html')
  t.equal(reply.body, '<p>Hello</p>')
  t.notOk(reply.headers['content-encoding'])
})

t.test('a client that has the file already is told so', async (t) => {
  const get = serve(t)
  const { etag } = (await get('page.html')).headers
  const again = await get('page.html', { 'if-none-match': `"other", ${etag}` })
  t.equal(again.statusCode, 304)
  t.equal(again.body, '')
  t.equal((await get('page.html', { 'if-none-match': '"other"' })).statusCode, 200)
})

t.test('an unknown name is a 404', async (t) => {
  const reply = await serve(t)('other.html')
  t.equal(reply.statusCode, 404)
  t.strictSame(reply.json(), { error: { code: 'not_found', message: 'File other.html not found' } })
})

t.test('a missing build is a 503 that says what to run', async (t) => {
  const reply = await serve(t)('absent.css')
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { error: { code: 'not_built', message: /run `npm run build`$/ } })
})

t.test('an unexpected error is left to the error handler', async (t) => {
  const broken: StaticFiles = { read: () => Promise.reject(new Error('disk on fire')) }
  t.equal((await serve(t, broken)('page.html')).statusCode, 500)
})
