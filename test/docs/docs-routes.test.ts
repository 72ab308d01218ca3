import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { docsRoutes } from '../../src/docs/docs-routes.js'

const BUILT = {
  'openapi.json': '{"openapi":"3.1.0"}',
  docs: {
    'index.html': '<!doctype html>',
    'page.js': 'start()',
    'page.css': 'html {}',
    'LICENSE.txt': 'Apache',
  },
}

function serve(t: Test, built: NonNullable<Parameters<Test['testdir']>[0]> = BUILT) {
  const app = Fastify()
  t.teardown(() => app.close())
  app.register(docsRoutes, { folder: t.testdir(built) })
  return (url: string) => app.inject(url)
}

for (const [path, type] of [
  ['/docs', 'text/html; charset=utf-8'],
  ['/docs/page.js', 'application/javascript; charset=utf-8'],
  ['/docs/page.css', 'text/css; charset=utf-8'],
  ['/openapi.json', 'application/json; charset=utf-8'],
] as const) {
  t.test(`${path} is served under a policy that lets nothing else in`, async (t) => {
    const { statusCode, headers } = await serve(t)(path)
    t.equal(statusCode, 200)
    t.equal(headers['content-type'], type)
    t.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self'; /)
    t.notMatch(headers['content-security-policy'], /unsafe|http|\*/)
  })
}

t.test('a slash at the end leads to the page', async (t) => {
  const reply = await serve(t)('/docs/')
  t.equal(reply.statusCode, 302)
  t.equal(new URL(String(reply.headers.location), 'http://sandbox.test/docs/').pathname, '/docs')
})

for (const file of ['LICENSE.txt', 'index.htm', '..%2fpackage.json']) {
  t.test(`/docs/${file} is not there`, async (t) => {
    t.equal((await serve(t)(`/docs/${file}`)).statusCode, 404)
  })
}

for (const path of ['/docs', '/docs/page.js', '/openapi.json']) {
  t.test(`${path} in a checkout without a build says what to do`, async (t) => {
    const reply = await serve(t, {})(path)
    t.equal(reply.statusCode, 503)
    t.match(reply.json().error, { code: 'not_built', message: /`npm run build`$/ })
  })
}

t.test('the document is asked for again each time', async (t) => {
  const reply = await serve(t)('/openapi.json')
  t.equal(reply.body, BUILT['openapi.json'])
  t.equal(reply.headers['cache-control'], 'no-cache')
})
