import fc from 'fast-check'
import t from 'tap'
import { startServer } from '../helper.js'
import { anyRequest, bytesOf } from './any-request.js'
import { check } from './check.js'
import { exchange, parseReplies } from './exchange.js'
import { noSuchHost } from './no-network.js'
import { misfit } from './reply-fits.js'

/** Short, as half of a request is waited for. */
const timeouts = { headersMs: 150, requestMs: 200, checkMs: 25 }

interface Damage {
  at: number
  remove: number
  insert: string
}
const pieces = ['\0', '\r\n', '\r\n\r\n', ' ', ':', '\xff', '\n', 'HTTP/9.9', 'GET / HTTP/1.1\r\n\r\n']
const framing = ['Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip\r\n', 'Content-Length: 5\r\n']
const damage = fc.record<Damage>({
  at: fc.nat({ max: 400 }),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 40 })),
  insert: fc.oneof(fc.constantFrom('', ...pieces, ...framing), fc.string({ unit: 'binary-ascii', maxLength: 5 })),
})

function spoil(bytes: Buffer, damages: Damage[]): Buffer {
  return damages.reduce((before, { at, remove, insert }) => {
    const from = at % (before.length + 1)
    return Buffer.concat([before.subarray(0, from), Buffer.from(insert, 'latin1'), before.subarray(from + remove)])
  }, bytes)
}
const spoilt = fc
  .tuple(anyRequest, fc.array(damage, { minLength: 1, maxLength: 3 }))
  .map(([request, damages]) => spoil(bytesOf(request), damages).toString('latin1'))
  // Amid the damage nobody could tell which of the replies have no body.
  .filter((request) => !request.includes('HEAD'))

t.test('whatever bytes come, the replies fit and the connection ends', async (t) => {
  const { app, url, logged, call } = await startServer(
    t,
    { LOG_LEVEL: 'warn', ALLOWED_HOSTS: '*' },
    { lookup: noSuchHost, timeouts },
  )
  // Where what is left asks for no end, the connection ends when it falls idle.
  app.server.keepAliveTimeout = 100

  async function problemsWith(request: string): Promise<string[]> {
    const received = await exchange(url, Buffer.from(request, 'latin1'))
    const problems = parseReplies(received, false).map(misfit)
    return problems.flatMap((problem) => (problem === undefined ? [] : [`${problem}\nto ${JSON.stringify(request)}`]))
  }
  await check(
    t,
    20,
    // Many at once, because most of those that are incomplete take the whole of the server's timeouts.
    fc.asyncProperty(fc.noShrink(fc.array(spoilt, { minLength: 60, maxLength: 60 })), async (requests) => {
      const problems = (await Promise.all(requests.map(problemsWith))).flat()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    }),
  )
  t.strictSame(logged, [], 'nothing unexpected')
  t.equal((await call('GET', '/health')).status, 200)
})
