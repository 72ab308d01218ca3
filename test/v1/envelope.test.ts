import { request } from 'node:http'
import t from 'tap'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const PATH = '/v1/accounts/acc_1a2b3c4d5e/profile'

t.test('unknown routes and methods', async (t) => {
  const { call } = await startServer(t)
  const cases: [method: string, path: string, status: number, code: string, rule: string][] = [
    ['GET', '/v1', 404, 'not_found', 'route-not-found'],
    ['GET', '/v1/', 404, 'not_found', 'route-not-found'],
    ['POST', '/v1/accounts', 404, 'not_found', 'route-not-found'],
    ['PATCH', '/v1/accounts/acc_1a2b3c4d5e', 405, 'invalid_parameter', 'method-not-allowed'],
    ['PATCH', `${PATH}/`, 404, 'not_found', 'route-not-found'],
    ['PATCH', `${PATH}/more`, 404, 'not_found', 'route-not-found'],
    ['PATCH', '/v1/Accounts/acc_1a2b3c4d5e/profile', 404, 'not_found', 'route-not-found'],
    ['GET', PATH, 405, 'invalid_parameter', 'method-not-allowed'],
    ['POST', PATH, 405, 'invalid_parameter', 'method-not-allowed'],
    ['PUT', PATH, 405, 'invalid_parameter', 'method-not-allowed'],
    ['DELETE', PATH, 405, 'invalid_parameter', 'method-not-allowed'],
    ['OPTIONS', `${PATH}?a=b`, 405, 'invalid_parameter', 'method-not-allowed'],
    ['PROPFIND', PATH, 405, 'invalid_parameter', 'method-not-allowed'],
    ['PATCH', '/v1/accounts/%/profile', 400, 'invalid_parameter', 'path-malformed'],
    ['PATCH', '/v1/accounts/%E0%A4%A/profile', 400, 'invalid_parameter', 'path-malformed'],
    ['GET', '/v1/%zz', 400, 'invalid_parameter', 'path-malformed'],
  ]
  for (const [method, path, status, code, rule] of cases) {
    // The content type must not matter: the route comes before the body.
    const body = method === 'GET' ? undefined : 'text'
    const reply = await call(method, path, { body, headers: body ? { 'content-type': 'text/plain' } : {} })
    t.equal(reply.status, status, `${method} ${path}`)
    t.same(Object.keys(reply.body), ['error'])
    t.same(Object.keys(reply.body.error), ['code', 'message'])
    t.equal(reply.body.error.code, code)
    t.equal(reply.headers.get('x-sandbox-rule'), rule)
    t.equal(reply.headers.get('content-type'), 'application/json; charset=utf-8')
    const allowed = path.endsWith('acc_1a2b3c4d5e') ? 'GET' : 'PATCH'
    t.equal(reply.headers.get('allow'), status === 405 ? allowed : null)
    t.ok(reply.headers.get('x-request-id'))
  }
})

t.test('HEAD has the status without the body', async (t) => {
  const { call } = await startServer(t)
  const reply = await call('HEAD', PATH)
  t.equal(reply.status, 405)
  t.equal(reply.text, '')
})

t.test('unknown accounts', async (t) => {
  const { edit } = await startServer(t)
  const long = 'a'.repeat(10_000)
  for (const [id, decoded] of [
    ['acc_x', 'acc_x'],
    ['__proto__', '__proto__'],
    ['a%2Fb', 'a/b'],
    ['%22%3Cb%3E', '"<b>'],
    [long, long],
  ]) {
    const reply = await edit(id!, { platform: 'tiktok' })
    t.equal(reply.status, 404)
    t.same(reply.body, { error: { code: 'not_found', message: `Account ${decoded} not found` } })
  }
})

t.test('a path that cannot be read waits for the key', async (t) => {
  const { edit } = await startServer(t)
  const reply = await edit('%zz', {}, { key: null })
  t.equal(reply.status, 401)
  t.equal(reply.headers.get('x-sandbox-rule'), 'key-missing')
})

t.test('a path that cannot be read, on the control surface', async (t) => {
  const { control } = await startServer(t)
  const reply = await control('GET', '/accounts/%zz')
  t.equal(reply.status, 400)
  t.equal(reply.body.error.code, 'invalid_parameter')
  t.equal((await control('GET', '/accounts/%zz', undefined, { key: null })).status, 401, 'the key comes first')
})

t.test('outside the two surfaces', async (t) => {
  const { call } = await startServer(t)
  for (const [method, path, status] of [
    ['GET', '/nowhere', 404],
    ['POST', '/nowhere', 404],
    ['GET', '/v1x', 404],
    ['GET', '/%', 400],
    ['GET', '/media/none.jpg', 404],
    ['GET', '/media/..%2Fseed.json', 404],
  ] as const) {
    const reply = await call(method, path, { key: null })
    t.equal(reply.status, status, path)
    t.same(Object.keys(reply.body.error), ['code', 'message'])
    t.ok(reply.headers.get('x-request-id'))
  }
  const reply = await call('POST', '/nowhere', { key: null, body: 'x', headers: { 'content-type': 'text/csv' } })
  t.equal(reply.status, 404, 'whatever is sent there')
})

const HEAD = `PATCH ${PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk_test_raw\r\n`

t.test('HTTP that cannot be parsed', async (t) => {
  const { url } = await startServer(t)
  const cases: [name: string, text: string, status: string][] = [
    ['no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
    ['a bad header', `${HEAD}bad header\r\n\r\n`, '400 Bad Request'],
    ['a bad length', `${HEAD}Content-Length: x\r\n\r\n`, '400 Bad Request'],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, '400 Bad Request'],
    ['headers too long', `${HEAD}X: ${'a'.repeat(20_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  ]
  for (const [name, text, status] of cases) {
    const reply = await sendRaw(url, text)
    const [head, body] = reply.split('\r\n\r\n')
    t.match(head, `HTTP/1.1 ${status}`, name)
    t.match(head, /x-request-id: [0-9a-f-]{36}/)
    t.match(head, /x-sandbox-rule: http-malformed/)
    t.match(head, /connection: close/)
    t.equal(JSON.parse(body!).error.code, 'invalid_parameter')
  }
})

t.test('clients that take their time are told so', async (t) => {
  const timeouts = { headersMs: 40, requestMs: 60, checkMs: 10 }
  const { url } = await startServer(t, {}, { timeouts })
  for (const [name, text] of [
    ['over the headers', HEAD],
    ['over the body', `${HEAD}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{`],
  ] as const) {
    const reply = await sendRaw(url, text)
    t.match(reply, 'HTTP/1.1 408 Request Timeout', name)
    t.equal(JSON.parse(reply.split('\r\n\r\n')[1]!).error.message, 'The request did not arrive in time')
  }
})

t.test('nothing is added to a reply that is under way', async (t) => {
  const { url } = await startServer(t, {}, { timeouts: { headersMs: 200, requestMs: 200, checkMs: 20 } })
  const stream = 'GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk_test_raw\r\n\r\n'
  const reply = await sendRaw(url, `${stream}nonsense\r\n\r\n`)
  t.notMatch(reply, /HTTP\/1\.1 400/)
})

t.test('what Node would answer by itself', async (t) => {
  const { url } = await startServer(t, { ALLOWED_HOSTS: '*' })
  const body = '{"platform":"instagram"}'
  const rest = `Authorization: Bearer sk_test_raw\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`
  const unknownExpectation = await sendRaw(
    url,
    `PATCH ${PATH} HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n${rest}\r\n${body}`,
  )
  t.match(unknownExpectation, /^HTTP\/1.1 200/)
  const noHost = await sendRaw(url, `PATCH ${PATH} HTTP/1.1\r\n${rest}\r\n${body}`)
  t.match(noHost, /^HTTP\/1.1 200/)
  t.match(noHost, /"profilePictureUrl":"http:\/\/localhost:\d+\/media\//, 'this machine stands in for the Host')
  for (const host of ['a b', 'evil.test/"', '<script>', 'user@evil.test']) {
    const reply = await sendRaw(url, `PATCH ${PATH} HTTP/1.1\r\nHost: ${host}\r\n${rest}\r\n${body}`)
    t.match(reply, /"profilePictureUrl":"http:\/\/localhost:\d+\/media\//, `nor is ${host} echoed`)
  }
  const named = await sendRaw(url, `PATCH ${PATH} HTTP/1.1\r\nHost: mock.internal:8080\r\n${rest}\r\n${body}`)
  t.match(named, /"profilePictureUrl":"http:\/\/mock\.internal:8080\/media\//)
})

t.test('every request has an id of its own, whatever id it brings', async (t) => {
  const { edit } = await startServer(t)
  const idOf = async () => {
    const headers = { 'x-request-id': 'mine', 'request-id': 'mine' }
    return (await edit('acc_x', { platform: 'tiktok' }, { headers })).headers.get('x-request-id')!
  }
  const ids = [await idOf(), await idOf()]
  for (const id of ids) t.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.not(ids[0], ids[1])
})

t.test('an unexpected fault', async (t) => {
  const { edit, control, logged } = await startServer(t)
  await control('PUT', '/clock', { mode: 'frozen', now: '2031-07-08T09:10:11Z' })
  // Something within reach of a request breaks: its own platform's formatting of dates.
  const broken = new Error('secret cause')
  t.intercept(Date.prototype, 'toISOString', {
    value: () => {
      throw broken
    },
  })
  // To a time that nobody has written yet.
  const onControl = await control('POST', '/clock/advance', { seconds: 1 })
  const reply = await edit('acc_1a2b3c4d5e', { platform: 'instagram', bio: 'New' })
  t.equal(reply.status, 500)
  t.same(reply.body, { error: { code: 'internal', message: 'An unexpected error occurred' } })
  t.equal(reply.headers.get('x-sandbox-rule'), 'internal-error')
  t.equal(onControl.status, 500)
  t.same(onControl.body, reply.body)
  const line = logged
    .map((text) => JSON.parse(text))
    .find(({ requestId, err }) => err && requestId === reply.headers.get('x-request-id'))
  t.equal(line.err.message, 'secret cause', 'the cause is in the server’s log, under the reply’s id')
})

t.test('a client that leaves in the middle of its body harms nobody', async (t) => {
  const { url, edit } = await startServer(t)
  await new Promise<void>((resolve) => {
    const call = request(url + PATH, {
      method: 'PATCH',
      headers: { authorization: 'Bearer sk_test_raw', 'content-type': 'application/json', 'content-length': 100 },
    })
    call.on('error', () => resolve())
    call.write('{"platform":', () => call.destroy())
    call.on('close', () => resolve())
  })
  t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram' })).status, 200)
})

t.test('a server named in the request line', async (t) => {
  const { url, control } = await startServer(t)
  const rest = 'Host: localhost\r\nAuthorization: Bearer sk_test_raw\r\nConnection: close\r\n\r\n'
  t.match(await sendRaw(url, `GET http://x${PATH} HTTP/1.1\r\n${rest}`), /^HTTP\/1.1 405 [\s\S]*allow: PATCH/)
  t.match(await sendRaw(url, `GET http://x/v1/%zz HTTP/1.1\r\n${rest}`), /^HTTP\/1.1 400 [\s\S]*path-malformed/)
  t.match(await sendRaw(url, `GET http://x HTTP/1.1\r\n${rest}`), /^HTTP\/1.1 (200|503)/, 'the root')
  const { requests } = (await control('GET', '/requests', undefined, { key: 'sk_test_raw' })).body
  t.same(
    requests.map((entry: { path: string; accountId: string }) => [entry.path, entry.accountId]),
    [
      [PATH, 'acc_1a2b3c4d5e'],
      ['/v1/%zz', null],
    ],
  )
})

t.test('a body that breaks off being HTTP is logged with the answer that it got', async (t) => {
  const { url, control } = await startServer(t)
  const reply = await sendRaw(url, `${HEAD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`)
  const { requests } = (await control('GET', '/requests', undefined, { key: 'sk_test_raw' })).body
  t.equal(requests.length, 1)
  t.match(reply, `x-request-id: ${requests[0].id}`)
  t.match(requests[0], { status: 400, rule: 'http-malformed', why: 'The request is not well-formed HTTP.' })
})

t.test('a body that is shorter than it says', async (t) => {
  const { url } = await startServer(t)
  const body = '{"platform":"tiktok"\xff}'
  const reply = await sendRaw(
    url,
    `${HEAD}Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
  t.match(reply, /^HTTP\/1.1 400/)
})

t.test('a method that is not in upper case is told so', async (t) => {
  const { url } = await startServer(t)
  // As it is written, `fetch` sends it.
  const response = await fetch(url + PATH, { method: 'patch', body: '{}' })
  t.equal(response.status, 400)
  t.equal(response.headers.get('x-sandbox-rule'), 'http-malformed')
  t.match(response.headers.get('x-request-id'), /^[0-9a-f-]{36}$/)
  const message = 'The request method is unknown: methods are upper-case, as in PATCH'
  t.same(await response.json(), { error: { code: 'invalid_parameter', message } })
  for (const method of ['Patch', 'get', 'FOO', 'PATCHY']) {
    t.match(await sendRaw(url, `${method} ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`), message, method)
  }
})
