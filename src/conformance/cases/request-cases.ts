import { gzipSync } from 'node:zlib'
import type { ConformanceCase } from '../types.js'
import { edit, invalid, NOBODY, read, refused } from './requests.js'

const PLATFORM_ALONE = '{"platform":"{platform}"}'
/** A body whose encoding is none that is taken; it holds the platform alone. */
const GZIPPED = new Uint8Array(gzipSync('{"platform":"tiktok"}'))
const unauthorized = (code: string, message: string) => ({ status: 401, code, message })

/** The key, the route and the body as such. None of these needs an account. */
export const REQUEST_CASES: readonly ConformanceCase[] = [
  refused(
    'key-missing',
    'no key',
    { path: NOBODY, key: null, body: { platform: 'tiktok' } },
    unauthorized('unauthorized', 'No API key provided'),
  ),
  refused(
    'key-expired',
    'the key that has expired',
    { path: NOBODY, key: 'sk_test_expired', body: { platform: 'tiktok' } },
    unauthorized('expired_api_key', 'The API key provided has expired'),
    { needs: { mock: 'needs a key that has expired' } },
  ),
  refused(
    'key-invalid',
    'a key that was never given out',
    { path: NOBODY, key: 'conformance', body: { platform: 'tiktok' } },
    unauthorized('invalid_api_key', 'The API key provided is invalid'),
  ),
  refused('http-malformed', 'bytes that are no HTTP', { raw: 'GET /v1 CONFORMANCE\r\n\r\n' }, invalid(/HTTP/)),
  refused(
    'path-malformed',
    'an escape that is none',
    { path: '/v1/accounts/%zz/profile', body: { platform: 'tiktok' } },
    invalid(/escape/),
  ),
  refused(
    'route-not-found',
    'a path that is none',
    { method: 'GET', path: '/v1/conformance' },
    { status: 404, code: 'not_found' },
  ),
  refused(
    'method-not-allowed',
    'POST to a profile',
    { method: 'POST', path: NOBODY, body: { platform: 'tiktok' } },
    { status: 405, code: 'invalid_parameter', headers: { allow: /^PATCH$/ } },
  ),
  refused(
    'method-not-allowed',
    'POST to an account',
    { method: 'POST', path: '/v1/accounts/acc_conformance_nobody' },
    { status: 405, code: 'invalid_parameter', headers: { allow: /^GET$/ } },
    { needs: { mock: 'may be a call of its own' } },
  ),
  refused(
    'media-type-unsupported',
    'text/plain',
    { body: PLATFORM_ALONE, headers: { 'content-type': 'text/plain' } },
    { status: 415, code: 'invalid_parameter', message: /application\/json/ },
  ),
  refused(
    'body-encoding-unsupported',
    'a body in gzip',
    { body: GZIPPED, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
    { status: 415, code: 'invalid_parameter', message: /gzip/ },
  ),
  refused(
    'body-too-large',
    'more than 64 KiB',
    edit(`{"platform":"{platform}","conformance":"${'x'.repeat(65_536)}"}`),
    { status: 413, code: 'invalid_parameter', message: /64 KiB/ },
  ),
  refused('body-malformed', 'half an object', edit('{"platform":'), invalid(/JSON/)),
  refused('body-malformed', 'a prototype key', edit('{"platform":"{platform}","__proto__":{}}'), invalid(/__proto__/)),
  refused('body-not-object', 'an array', edit([]), invalid(/object/)),
  refused('platform-invalid', 'no platform', edit({}), invalid(/^platform.*tiktok or instagram/)),
  refused('platform-invalid', 'a third platform', edit({ platform: 'facebook' }), invalid(/^platform/)),
  refused('platform-invalid', 'a read of a third platform', read('?platform=facebook'), invalid(/^platform/)),
  refused('name-invalid', 'an empty name', edit({ platform: '{platform}', name: ' ' }), invalid(/^name/), {
    risk: 'the name would be blank, and locked',
  }),
  refused('name-invalid', 'null', edit({ platform: '{platform}', name: null }), invalid(/^name/)),
  refused(
    'username-invalid',
    'an empty username',
    edit({ platform: 'instagram', username: '' }),
    invalid(/^username/),
    { needs: { platform: 'instagram' }, risk: 'the username would be empty' },
  ),
  refused('bio-invalid', 'a number', edit({ platform: '{platform}', bio: 5 }), invalid(/^bio/), {
    risk: 'the bio would be 5',
  }),
  refused(
    'picture-url-invalid',
    'a URL of another scheme',
    edit({ platform: '{platform}', profilePictureUrl: 'ftp://example.com/picture.jpg' }),
    invalid(/^profilePictureUrl/),
  ),
  refused(
    'account-not-found',
    'an account that nobody has',
    { path: NOBODY, body: { platform: 'tiktok' } },
    {
      status: 404,
      code: 'not_found',
      message: 'Account acc_conformance_nobody not found',
    },
  ),
  refused(
    'account-not-found',
    'a read of an account that nobody has',
    { method: 'GET', path: '/v1/accounts/acc_conformance_nobody' },
    { status: 404, code: 'not_found', message: 'Account acc_conformance_nobody not found' },
  ),
  refused('profile-not-found', 'the other platform', edit({ platform: '{other}' }), invalid(/profile/)),
  {
    rule: 'fault-injected',
    title: 'a fault that is armed',
    needs: { mock: 'is about faults, which are armed on a mock alone' },
    spends: 'nothing',
    risk: 'nothing',
    unchanged: true,
    steps: [
      { arm: { kind: 'error' } },
      {
        send: edit({ platform: '{platform}', bio: '{marker}' }),
        expect: { status: 500, code: 'internal', message: 'An unexpected error occurred' },
      },
    ],
  },
]
