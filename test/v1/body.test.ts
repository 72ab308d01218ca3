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

t.test('a URL of the longest length goes on to the next check', async (t) => {
  const { edit } = await startServer(t)
  const longest = `https://pictures.test/${'a'.repeat(2026)}`
  t.equal(longest.length, 2048)
  const reply = await edit('acc_1a2b3c4d5e', url(longest))
  t.equal(reply.headers.get('x-sandbox-rule'), 'picture-host-status')
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
