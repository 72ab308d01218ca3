import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { startServer } from '../helper.js'

const NAME = 'name must be a string with at least one non-space character'
const USERNAME = 'username must be a string with at least one non-space character'
const URL_MESSAGE =
  'profilePictureUrl must be an absolute http or https URL of at most 2048 characters without user:password'
const PROTOTYPE_MESSAGE = 'The request body must not hold the keys __proto__ or constructor.prototype'
const JSON_MESSAGE = 'The request body must be well-formed JSON'

const url = (profilePictureUrl: unknown) => ({ platform: 'instagram', profilePictureUrl })

const REFUSED: [name: string, body: unknown, rule: string, message: string][] = [
  ['no body', undefined, 'body-malformed', JSON_MESSAGE],
  ['an empty body', '', 'body-malformed', JSON_MESSAGE],
  ['half a body', '{"platform":', 'body-malformed', JSON_MESSAGE],
  ['a trailing comma', '{"platform":"tiktok",}', 'body-malformed', JSON_MESSAGE],
  ['not JSON', 'platform=tiktok', 'body-malformed', JSON_MESSAGE],
  ['__proto__', '{"platform":"tiktok","__proto__":{"a":1}}', 'body-malformed', PROTOTYPE_MESSAGE],
  ['__proto__ further in', '{"platform":"tiktok","x":[{"__proto__":1}]}', 'body-malformed', PROTOTYPE_MESSAGE],
  ['__proto__ escaped', '{"platform":"tiktok","\\u005f_proto__":1}', 'body-malformed', PROTOTYPE_MESSAGE],
  [
    'constructor.prototype',
    '{"platform":"tiktok","constructor":{"prototype":{}}}',
    'body-malformed',
    PROTOTYPE_MESSAGE,
  ],
  ['null', 'null', 'body-not-object', 'body must be a JSON object'],
  ['an array', [], 'body-not-object', 'body must be a JSON object'],
  ['a string', '"tiktok"', 'body-not-object', 'body must be a JSON object'],
  ['a number', '7', 'body-not-object', 'body must be a JSON object'],
  ['no platform', {}, 'platform-invalid', 'platform is required and must be tiktok or instagram'],
  ['an unknown platform', { platform: 'myspace' }, 'platform-invalid', 'platform must be tiktok or instagram'],
  ['another case', { platform: 'TikTok' }, 'platform-invalid', 'platform must be tiktok or instagram'],
  ['platform null', { platform: null }, 'platform-invalid', 'platform must be tiktok or instagram'],
  ['platform in a list', { platform: ['tiktok'] }, 'platform-invalid', 'platform must be tiktok or instagram'],
  ['name null', { platform: 'tiktok', name: null }, 'name-invalid', NAME],
  ['name a number', { platform: 'tiktok', name: 1 }, 'name-invalid', NAME],
  ['name empty', { platform: 'tiktok', name: '' }, 'name-invalid', NAME],
  ['name blank', { platform: 'tiktok', name: ' \t\n\u00a0' }, 'name-invalid', NAME],
  ['username an object', { platform: 'instagram', username: {} }, 'username-invalid', USERNAME],
  ['username blank', { platform: 'instagram', username: ' ' }, 'username-invalid', USERNAME],
  ['bio a number', { platform: 'tiktok', bio: 5 }, 'bio-invalid', 'bio must be a string'],
  ['bio null', { platform: 'tiktok', bio: null }, 'bio-invalid', 'bio must be a string'],
  ['bio true', { platform: 'tiktok', bio: true }, 'bio-invalid', 'bio must be a string'],
  ['a relative URL', url('/picture.jpg'), 'picture-url-invalid', URL_MESSAGE],
  ['a URL without scheme', url('example.com/picture.jpg'), 'picture-url-invalid', URL_MESSAGE],
  ['an ftp URL', url('ftp://example.com/a.jpg'), 'picture-url-invalid', URL_MESSAGE],
  ['a data URL', url('data:image/png;base64,AAAA'), 'picture-url-invalid', URL_MESSAGE],
  ['a file URL', url('file:///etc/passwd'), 'picture-url-invalid', URL_MESSAGE],
  ['a URL with a user', url('https://user@example.com/a.jpg'), 'picture-url-invalid', URL_MESSAGE],
  ['a URL with a password', url('https://:secret@example.com/a.jpg'), 'picture-url-invalid', URL_MESSAGE],
  ['a URL without host', url('http://'), 'picture-url-invalid', URL_MESSAGE],
  ['a URL with a bad port', url('http://example.com:99999/'), 'picture-url-invalid', URL_MESSAGE],
  ['an empty URL', url(''), 'picture-url-invalid', URL_MESSAGE],
  ['a URL that is a number', url(1), 'picture-url-invalid', URL_MESSAGE],
  ['a URL too long', url(`https://example.com/${'a'.repeat(2029)}`), 'picture-url-invalid', URL_MESSAGE],
]

t.test('bodies that are refused', async (t) => {
  const { edit } = await startServer(t)
  for (const [name, body, rule, message] of REFUSED) {
    await t.test(name, async (t) => {
      const reply = await edit('acc_1a2b3c4d5e', body, { headers: { 'content-type': 'application/json' } })
      t.equal(reply.status, 400)
      t.same(reply.body, { error: { code: 'invalid_parameter', message } })
      t.equal(reply.headers.get('x-sandbox-rule'), rule)
    })
  }
})

t.test('no body, and none announced', async (t) => {
  const { edit } = await startServer(t)
  const reply = await edit('acc_1a2b3c4d5e', undefined)
  t.equal(reply.status, 400)
  t.same(reply.body, { error: { code: 'invalid_parameter', message: 'body must be a JSON object' } })
})

t.test('bodies that are taken', async (t) => {
  const { edit } = await startServer(t)
  for (const [name, body] of [
    ['unknown fields', { platform: 'instagram', colour: 'red', constructor: 1, toString: {} }],
    ['a byte order mark', '\ufeff{"platform":"instagram"}'],
    ['a name of one letter', { platform: 'instagram', username: ' x ' }],
    ['a field given twice, of which the last counts', '{"platform":"myspace","platform":"instagram"}'],
    ['64 KiB', JSON.stringify({ platform: 'instagram', bio: 'b'.repeat(65_536 - 33) })],
  ] as const) {
    t.equal((await edit('acc_1a2b3c4d5e', body)).status, 200, name)
  }
})

t.test('a URL of the longest length goes on to the next check, by characters and not by units of UTF-16', async (t) => {
  const { edit, control } = await startServer(t)
  for (const char of ['a', 'é', '👗']) {
    const longest = `https://pictures.test/${char.repeat(2026)}`
    t.equal([...longest].length, 2048)
    const reply = await edit('acc_1a2b3c4d5e', url(longest))
    t.equal(reply.headers.get('x-sandbox-rule'), 'picture-host-status', char)
    const account = (profilePictureUrl: string) => ({ profiles: { instagram: { name: 'A', profilePictureUrl } } })
    t.equal((await control('PUT', '/accounts/acc_a', account(longest))).status, 201)
    for (const longer of [`${longest}${char}`, `${longest}${char.repeat(2048)}`]) {
      t.equal((await edit('acc_1a2b3c4d5e', url(longer))).headers.get('x-sandbox-rule'), 'picture-url-invalid')
      t.equal((await control('PUT', '/accounts/acc_a', account(longer))).status, 400)
    }
    await control('DELETE', '/accounts/acc_a')
  }
})

t.test('media types and sizes', async (t) => {
  const { edit } = await startServer(t)
  const tooLarge = JSON.stringify({ platform: 'instagram', bio: 'b'.repeat(65_536 - 32) })
  t.equal(Buffer.byteLength(tooLarge), 65_537)
  for (const [type, body, status, rule] of [
    ['text/plain', '{"platform":"instagram"}', 415, 'media-type-unsupported'],
    ['application/x-www-form-urlencoded', 'platform=instagram', 415, 'media-type-unsupported'],
    ['application/merge-patch+json', '{"platform":"instagram"}', 415, 'media-type-unsupported'],
    ['application/jsonp', '{"platform":"instagram"}', 415, 'media-type-unsupported'],
    ['nonsense', '{"platform":"instagram"}', 415, 'media-type-unsupported'],
    ['application/json', tooLarge, 413, 'body-too-large'],
    ['application/json; charset=utf-8', '{"platform":"instagram"}', 200, null],
    ['Application/JSON', '{"platform":"instagram"}', 200, null],
  ] as const) {
    const reply = await edit('acc_1a2b3c4d5e', body, { headers: { 'content-type': type } })
    t.equal(reply.status, status, type)
    t.equal(reply.headers.get('x-sandbox-rule'), rule)
    if (status !== 200) t.equal(reply.body.error.code, 'invalid_parameter')
  }
})

/** Sends bytes as they are. */
async function sendBytes(url: string, key: string, bytes: Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: Buffer.from(bytes),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

t.test('an encoded body is refused by the name of its encoding', async (t) => {
  const { url, key, control } = await startServer(t)
  const json = JSON.stringify({ platform: 'instagram', bio: 'New' })
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['br', brotliCompressSync(json)],
    ['identity, gzip', gzipSync(json)],
    ['x-own', Buffer.from(json)],
  ] as const) {
    const { status, headers, body } = await sendBytes(url, key, bytes, { 'content-encoding': encoding })
    t.equal(status, 415, encoding)
    t.equal(headers.get('x-sandbox-rule'), 'body-encoding-unsupported')
    const message = `The request body must be sent as it is, without Content-Encoding: ${encoding}`
    t.same(body, { error: { code: 'invalid_parameter', message } })
  }
  for (const encoding of ['identity', 'Identity', '']) {
    t.equal((await sendBytes(url, key, Buffer.from(json), { 'content-encoding': encoding })).status, 200, encoding)
  }
  const put = await control('PUT', '/clock', '{}', { headers: { 'content-encoding': 'gzip' } })
  t.equal(put.status, 415)
  t.match(put.body, { error: { code: 'invalid_parameter', message: /Content-Encoding: gzip$/ } })
})

t.test('bytes that are no UTF-8 are refused, and shown in the log as they came', async (t) => {
  const { url, key, control } = await startServer(t)
  const before = (await control('GET', '/accounts')).body
  const latin1 = Buffer.from('{"platform":"instagram","bio":"déjà vu"}', 'latin1')
  const cut = Buffer.from('{"platform":"instagram","bio":"👗"}').fill('"', 33, 34)
  for (const bytes of [
    latin1,
    cut,
    Buffer.from([0xff]),
    Buffer.from('{"platform":"instagram"}', 'utf16le').fill(0xd8),
  ]) {
    const { status, headers, body } = await sendBytes(url, key, bytes)
    t.equal(status, 400)
    t.equal(headers.get('x-sandbox-rule'), 'body-malformed')
    t.same(body, { error: { code: 'invalid_parameter', message: 'The request body must be UTF-8' } })
  }
  t.same((await control('GET', '/accounts')).body, before, 'nothing has changed')
  const log = (await control('GET', '/requests')).body.requests
  t.equal(log[0].requestBody, '{"platform":"instagram","bio":"déjà vu"}')
  t.notMatch(JSON.stringify(log), '\uFFFD')
  const put = await fetch(`${url}/_sandbox/accounts/acc_new`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: Buffer.from('{"profiles":{"tiktok":{"name":"é"}}}', 'latin1'),
  })
  t.equal(put.status, 400)
  t.match(await put.json(), { error: { message: 'The request body must be UTF-8' } })
})
