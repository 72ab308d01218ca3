import fc from 'fast-check'
import t from 'tap'
import { makeDocument } from '../docs/make-document.js'
import { openapiValidator } from '../docs/openapi-validator.js'
import { startServer } from '../helper.js'
import { anyRequest, bytesOf } from './any-request.js'
import { check } from './check.js'
import { exchange, parseReplies } from './exchange.js'
import { noSuchHost } from './no-network.js'
import { misfit } from './reply-fits.js'

t.test('whatever is asked, there is one reply, and it fits', async (t) => {
  const { url, logged, call } = await startServer(t, { LOG_LEVEL: 'warn', ALLOWED_HOSTS: '*' }, { lookup: noSuchHost })
  const documented = openapiValidator(await makeDocument())
  const seen = new Set<string>()
  await check(
    t,
    1_500,
    fc.asyncProperty(anyRequest, async (request) => {
      const { method } = request
      const [reply, ...more] = parseReplies(await exchange(url, bytesOf(request)), method === 'HEAD')
      if (reply === undefined || more.length > 0) throw new Error(`${more.length || 'no'} replies`)
      const problem = misfit(reply)
      if (problem !== undefined) throw new Error(problem)
      // What is no HTTP after all reached no operation.
      if (reply.headers.get('x-sandbox-rule') === 'http-malformed') return
      // The compressed files of the build are no replies to be read here.
      if (reply.headers.has('content-encoding')) return
      const path = request.path.replace(/\?.*/, '')
      const fit = documented.check(method, path, { ...reply, text: reply.body.toString() })
      seen.add(fit.reply)
      // A method or a path that the document does not have is answered by the envelope.
      if (fit.reply !== `${method} ${path}` && fit.problems.length > 0) throw new Error(fit.problems.join(', '))
    }),
  )
  t.strictSame(logged, [], 'nothing unexpected')
  t.equal((await call('GET', '/health')).status, 200)
  for (const reply of [
    'PATCH /v1/accounts/{accountId}/profile 200',
    'PUT /_sandbox 200',
    'POST /_sandbox/faults 201',
  ]) {
    t.ok(seen.has(reply), `${reply} was among them`)
  }
})
