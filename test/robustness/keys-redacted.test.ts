import t from 'tap'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const ID = 'acc_1a2b3c4d5e'
const SECRET = 'HUSHHUSH'

/** The key as clients and attackers may spell it in a path. */
const IN_PATHS = [
  `sk_test_${SECRET}`,
  `SK_TEST_${SECRET}`,
  `%73k_test_${SECRET}`,
  `s%6B_t%65st%5F${SECRET}`,
  `%2573k_test_${SECRET}`,
  `%73%6b%5f%6c%69%76%65%5f${SECRET}`,
]
/** In the text of a JSON body. */
const IN_JSON = [`sk_test_${SECRET}`, `\\u0073k_test_${SECRET}`, `sk_te\\u0073t\\u005f\\u0048${SECRET}`]

t.test('a key is redacted however it is spelled, in both logs and in replies', async (t) => {
  const server = await startServer(t)
  for (const spelled of IN_PATHS) {
    for (const path of [`/v1/accounts/${spelled}/profile`, `/v1/${spelled}`, `/_sandbox/accounts/${spelled}`]) {
      t.notMatch((await server.call('PATCH', path, { body: { platform: 'tiktok' } })).text, SECRET, path)
    }
  }
  for (const spelled of IN_JSON) {
    await server.edit(
      ID,
      `{"platform":"instagram","other":"${spelled}","profilePictureUrl":"https://pictures.test/${spelled}"}`,
    )
  }
  const log = await server.control('GET', '/requests')
  t.equal(log.body.requests.length, 2 * IN_PATHS.length + IN_JSON.length)
  t.notMatch(log.text, SECRET)
  t.notMatch(server.logged.join(''), SECRET)
})

t.test('a key in the origin that the server’s log names is redacted, also where its text is cut off', async (t) => {
  for (const origin of [`https://sk_test_${SECRET}.example`, `https://${'a'.repeat(182)}.sk_test_${SECRET}`]) {
    const server = await startServer(t)
    const headers = { origin, 'access-control-request-method': 'PATCH' }
    await server.call('OPTIONS', `/v1/accounts/${ID}/profile`, { key: null, headers })
    const hint = server.logged.find((line) => line.includes('CORS_ORIGIN'))
    t.match(hint, /"origin":"https:.*sk_…/)
    t.notMatch(hint, /HUSH|sk_test/)
  }
})

t.test('a key is redacted however often its escapes are escaped', async (t) => {
  const { edit, control } = await startServer(t, { API_KEYS: `sk_test_one,te"am/p\\q` })
  const key = 'sk_test_one'
  const escaped = `\\u0073\\u006b\\u005ftest_${SECRET}`
  const percent = `\\u002573k%255ftest_${SECRET}`
  let nested = `${escaped} ${percent} te"am/p\\q`
  for (let depth = 0; depth < 4; depth += 1) {
    const reply = await edit(ID, `{"platform":"tiktok","x":${JSON.stringify(nested)}}`, { key })
    t.equal(reply.status, 200)
    nested = JSON.stringify(nested).replaceAll('/', '\\/')
  }
  t.equal((await edit(ID, `{"platform":"tiktok","x":"te\\"am\\/p\\\\q"}`, { key })).status, 200)
  t.equal(
    (await edit(ID, `{"a":"${escaped}"}`.slice(0, -1), { key })).status,
    400,
    'what is no JSON is quoted once more',
  )
  const log = await control('GET', '/requests', undefined, { key })
  t.equal(log.body.requests.length, 6)
  t.notMatch(log.text, SECRET)
  t.notMatch(log.text, 'te\\\\*"am')
  t.match(log.body.requests[0].requestBody, { platform: 'tiktok', x: 'sk_… sk_… sk_…' })
})

t.test('a long run of backslashes is gone through in one go', async (t) => {
  const { edit, control } = await startServer(t)
  t.equal((await edit(ID, `{"platform":"tiktok","x":"sk_${'\\'.repeat(60_000)}"}`)).status, 200)
  // Of the processor, for what else the machine does is no matter.
  const before = process.cpuUsage()
  t.equal((await control('GET', '/requests')).body.requests.length, 1)
  t.ok(process.cpuUsage(before).user < 2_000_000)
})

t.test('listed API_KEYS that are words of the log’s own: what clients wrote is redacted, and no more', async (t) => {
  const keys = ['429', 'id', 'n', 'instagram', 'sk_test_one']
  const { edit, control, call } = await startServer(t, { API_KEYS: keys.join(',') })
  const key = 'sk_test_one'
  const picture = 'https://pictures.test/429x429.png?id'
  const body = `{"platform":"instagram","bio":"a\\nb id","username":"me429","profilePictureUrl":"${picture}","id":429,"x":[4290,true,"\\u0041"]}`
  await control('PUT', '', { faults: [{ id: 'flt_429', kind: 'delay', ms: 0 }] }, { key })
  t.equal((await edit(ID, body, { key, headers: { 'x-id': 'is 429' } })).status, 200)
  t.equal((await call('GET', '/v1/accounts/429', { key })).status, 404)
  const { requests } = (await control('GET', '/requests', undefined, { key })).body
  const [update, read] = requests
  t.match(update, {
    id: /^[0-9a-f-]{36}$/,
    method: 'PATCH',
    headers: { 'x-sk_…': 'is sk_…' },
    accountId: ID,
    after: { bio: 'a\nb sk_…', username: 'mesk_…', updatedAt: /^\d{4}-\d\d-\d\dT/ },
    requestBody: { platform: 'sk_…', bio: 'a\nb sk_…', 'sk_…': 'sk_…', x: ['sk_…', true, 'A'] },
    responseBody: { success: true, accountId: ID, bio: 'a\nb sk_…' },
    fault: { id: 'flt_sk_…', kind: 'delay', ms: 0 },
    ignoredFields: ['sk_…', 'x'],
    picture: { url: 'https://pictures.test/sk_…xsk_….psk_…g?sk_…', width: 429, height: 429 },
  })
  t.match(JSON.stringify(update.requestBody), '"A"')
  t.match(read, { status: 404, accountId: 'sk_…', path: '/v1/accou' })
})

t.test('listed API_KEYS are redacted whatever they look like', async (t) => {
  const keys = ['team', 'team-ä+b/c"d', 'p\\q']
  const server = await startServer(t, { API_KEYS: keys.join(',') })
  const key = keys[0]!
  const escaped = encodeURIComponent(keys[1]!)
  for (const spelled of [escaped, escaped.toLowerCase(), escaped.replaceAll('%', '%25'), 'te%61m', 'p%5Cq']) {
    t.notMatch((await server.edit(spelled, { platform: 'tiktok' }, { key })).text, /team|te%61m|p%5Cq/i, spelled)
  }
  await server.edit(ID, { platform: 'instagram', other: keys }, { key })
  const log = await server.control('GET', '/requests', undefined, { key })
  t.notMatch(log.text, /team|te%61m|p\\\\q|p%5Cq/i)
  t.equal(log.body.requests.length, 6, 'what is left is JSON')
  t.notMatch(server.logged.join(''), /team|te%61m|p%5Cq/i)
  const other = await startServer(t)
  await server.app.close()
  t.match((await other.edit('team', { platform: 'tiktok' })).text, 'team', 'they are keys only while they are listed')
})

t.test('every reply says what it is, and no control reply is stored', async (t) => {
  const { call, edit, control, url } = await startServer(t)
  const replies = {
    update: await edit(ID, { platform: 'instagram' }),
    refusal: await edit('acc_none', { platform: 'tiktok' }),
    'no key': await call('GET', '/v1', { key: null }),
    'malformed path': await edit('%zz', {}),
    health: await call('GET', '/health'),
    'no route': await call('GET', '/nothing'),
  }
  for (const [name, { headers }] of Object.entries(replies)) {
    t.equal(headers.get('x-content-type-options'), 'nosniff', name)
  }
  t.match(await sendRaw(url, 'nonsense\r\n\r\n'), /^x-content-type-options: nosniff\r$/im)
  const controlReplies = {
    state: await control('GET', ''),
    fault: await control('POST', '/faults', { kind: 'disconnect' }),
    nothing: await control('DELETE', '/faults'),
    'no route': await control('GET', '/nothing'),
    'no key': await control('GET', '', undefined, { key: null }),
    invalid: await control('PUT', '', { a: 1 }),
    'malformed path': await control('GET', '/accounts/%zz'),
  }
  for (const [name, { headers }] of Object.entries(controlReplies)) {
    t.equal(headers.get('x-content-type-options'), 'nosniff', name)
    t.equal(headers.get('cache-control'), 'no-store', name)
  }
})
