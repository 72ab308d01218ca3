import { connect } from 'node:net'
import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'
import { readEvents } from './event-reader.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const PATH = `/v1/accounts/${ACCOUNT}/profile`
const entries = async ({ control }: TestServer): Promise<Json[]> => (await control('GET', '/requests')).body.requests

const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

t.test('bodies of any kind leave the log readable', async (t) => {
  const CASES: [name: string, body: string, requestBody: unknown, rule: string | null][] = [
    ['malformed', '{"platform":', '{"platform":', 'body-malformed'],
    ['empty', '', '', 'body-malformed'],
    ['control characters', '\u0000\u001f"\\', '\u0000\u001f"\\', 'body-malformed'],
    ['not an object', ' [1, "a"]\r\n', [1, 'a'], 'body-not-object'],
    ['a string', '"platform"', 'platform', 'body-not-object'],
    ['a byte order mark', '\uFEFF{"platform":"tiktok"}', { platform: 'tiktok' }, null],
    [
      'line separators',
      '{"platform":"tiktok","bio":"\u2028\u2029"}',
      { platform: 'tiktok', bio: '\u2028\u2029' },
      null,
    ],
    ['lone surrogates', '{"platform":"tiktok","x":"\\ud800"}', { platform: 'tiktok', x: '\ud800' }, null],
    ['line breaks between tokens', '{\r\n"platform"\n:\r"tiktok"}', { platform: 'tiktok' }, null],
  ]
  for (const [name, body, requestBody, rule] of CASES) {
    await t.test(name, async (t) => {
      const server = await startServer(t)
      const events = await readEvents(t, server)
      const reply = await server.edit(ACCOUNT, body)
      const [entry] = await entries(server)
      t.strictSame(entry.requestBody, requestBody)
      t.strictSame(entry.responseBody, reply.body)
      t.equal(entry.rule, rule)
      t.strictSame((await events.next('request')).data, entry)
    })
  }
})

t.test('a body that nests as deep as it can', async (t) => {
  const server = await startServer(t)
  const events = await readEvents(t, server)
  const deep = nest(30 * 1024)
  const { status } = await server.edit(ACCOUNT, `{"platform":"tiktok","extra":${deep}}`)
  t.equal(status, 200)
  const log = await server.control('GET', '/requests')
  t.equal(log.status, 200)
  t.ok(log.text.includes(deep))
  t.strictSame(log.body.requests[0].ignoredFields, ['extra'])
  t.strictSame((await events.next('request')).data.ignoredFields, ['extra'])
})

t.test('calls that end before the route', async (t) => {
  const server = await startServer(t)
  const CASES: [method: string, path: string, call: object, status: number, rule: string][] = [
    ['GET', '/v1/nothing?sk=1', {}, 404, 'route-not-found'],
    ['POST', PATH, { body: '{}' }, 405, 'method-not-allowed'],
    ['PATCH', '/v1/accounts/%zz/profile', { body: '{}' }, 400, 'path-malformed'],
    ['PATCH', PATH, { body: 'x', headers: { 'content-type': 'text/plain' } }, 415, 'media-type-unsupported'],
    ['PATCH', PATH, { body: ' '.repeat(65 * 1024) }, 413, 'body-too-large'],
  ]
  for (const [method, path, call, status, rule] of CASES) {
    await t.test(`${method} ${path} ${status}`, async (t) => {
      const reply = await server.call(method, path, call)
      t.equal(reply.status, status)
      t.match((await entries(server)).at(-1), {
        id: reply.headers.get('x-request-id'),
        method,
        path: path.replace(/\?.*/, ''),
        requestBody: null,
        status,
        responseBody: reply.body,
        rule,
        ignoredFields: [],
      })
    })
  }
})

t.test('calls refused with 401 are in no log', async (t) => {
  const server = await startServer(t)
  for (const key of [null, 'sk_live_x', 'sk_test_expired']) {
    t.equal((await server.edit(ACCOUNT, { platform: 'tiktok' }, { key })).status, 401)
  }
  t.strictSame(await entries(server), [])
})

t.test('control calls are in no log', async (t) => {
  const server = await startServer(t)
  await server.control('PUT', '/clock', { mode: 'frozen' })
  t.strictSame(await entries(server), [])
})

t.test('calls that are abandoned while they are sent, or while a picture is on its way', async (t) => {
  const CASES: [name: string, body: string, length: number, seen: object][] = [
    ['half a body', '{"platform":', 30, { requestBody: null, picture: null }],
    [
      'a slow picture',
      '{"platform":"tiktok","profilePictureUrl":"https://pictures.test/slow/9000/9x9.png"}',
      83,
      { picture: { url: 'https://pictures.test/slow/9000/9x9.png', bytes: 0 } },
    ],
  ]
  for (const [name, body, length, seen] of CASES) {
    await t.test(name, async (t) => {
      const server = await startServer(t)
      const events = await readEvents(t, server)
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      const head = `PATCH ${PATH} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${server.key}\r\n`
      socket.write(`${head}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`)
      await arrival(server)
      socket.destroy()
      const { data } = await events.next('request')
      t.match(data, {
        accountId: ACCOUNT,
        status: null,
        responseBody: null,
        rule: null,
        why: 'The client went away before its call was answered.',
        ...seen,
      })
      t.strictSame(await entries(server), [data])
    })
  }
})

/** Waits for a few turns of the server, so that what was written to it before has been read. */
async function arrival({ control }: TestServer) {
  for (let turn = 0; turn < 10; turn += 1) await control('GET', '/clock')
}

t.test('no key is ever in it, wherever a client puts one', async (t) => {
  const server = await startServer(t)
  const { key } = server
  const events = await readEvents(t, server)
  const body = `{"platform":"tiktok","apiKey":"${key}\\n","${key}":1,"extra":"${key}\\"!","profilePictureUrl":"https://pictures.test/${key}"}`
  await server.edit(ACCOUNT, body)
  await server.edit(key, { platform: 'tiktok' })
  await server.call('GET', `/v1/${key}`)
  await server.edit(ACCOUNT, key)
  const log = await server.control('GET', '/requests')
  t.equal(log.body.requests.length, 4)
  t.notOk(log.text.includes(key.slice(8)), log.text)
  t.match(log.body.requests[0].requestBody, { apiKey: 'sk_…\n', 'sk_…': 1, extra: 'sk_…"!' })
  t.match(log.body.requests[1], { path: '/v1/accounts/sk_…/profile', accountId: 'sk_…' })
  for (const entry of log.body.requests) t.strictSame((await events.next('request')).data, entry)
  t.notOk(server.logged.join('').includes(key.slice(8)))
})
