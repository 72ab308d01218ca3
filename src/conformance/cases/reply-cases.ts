import type { ConformanceCase } from '../types.js'
import { edit, HARMLESS, NOBODY, read } from './requests.js'

const alone = edit({ platform: '{platform}' })
const bio = (text: string) => edit({ platform: '{platform}', bio: text })
const WHOLE_SECONDS = { matches: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ }
const nothing = { needs: {}, spends: 'nothing', risk: HARMLESS } as const
const profile = { needs: {}, spends: 'profile', risk: 'the bio might not be put back' } as const

/** What updates answer, and what they leave as it is. */
export const REPLY_CASES: readonly ConformanceCase[] = [
  {
    ...nothing,
    rule: 'update-reply-fields',
    title: 'the fields of a success',
    steps: [
      {
        send: alone,
        given: { status: 200 },
        expect: {
          fields: [
            ...['success', 'accountId', 'platform', 'name', 'username?', 'bio?', 'profilePictureUrl?', 'updatedAt'],
            'nextNameChangeAllowed?',
          ],
          values: { accountId: '{account}', platform: '{platform}' },
        },
      },
    ],
  },
  {
    ...nothing,
    rule: 'timestamps-whole-seconds',
    title: 'the time of an update',
    steps: [{ send: alone, given: { status: 200 }, expect: { values: { updatedAt: WHOLE_SECONDS } } }],
  },
  {
    ...nothing,
    rule: 'platform-alone-changes-nothing',
    title: 'two updates of nothing, some time apart',
    unchanged: true,
    steps: [
      { send: alone, given: { status: 200 }, as: 'first' },
      { pause: 2 },
      { send: alone, given: { status: 200 }, expect: { values: { updatedAt: { sameAs: 'first.updatedAt' } } } },
    ],
  },
  {
    ...nothing,
    rule: 'unknown-fields-ignored',
    title: 'a field that nobody knows',
    unchanged: true,
    steps: [{ send: edit({ platform: '{platform}', conformance: 1 }), expect: { status: 200 } }],
  },
  {
    ...nothing,
    rule: 'unknown-fields-ignored',
    title: 'a query parameter that nobody knows',
    steps: [{ send: read('?conformance=1'), expect: { status: 200 } }],
  },
  {
    ...profile,
    rule: 'update-applied',
    title: 'a new bio',
    steps: [
      { send: bio('{marker}'), given: { status: 200 }, expect: { values: { bio: '{marker}', name: '{name}' } } },
      { send: read(), given: { status: 200 }, expect: { values: { bio: '{marker}', name: '{name}' } } },
    ],
  },
  {
    ...profile,
    rule: 'bio-invalid',
    title: 'an empty bio clears it',
    steps: [
      { send: bio(''), expect: { status: 200 } },
      { send: read(), given: { status: 200 }, expect: { values: { bio: '' } } },
    ],
  },
  {
    ...profile,
    rule: 'updated-at-set',
    title: 'the same bio twice',
    steps: [
      { send: bio('{bio}'), given: { status: 200 }, as: 'first' },
      { pause: 2 },
      {
        send: bio('{bio}'),
        given: { status: 200 },
        expect: { values: { updatedAt: { laterThan: 'first.updatedAt' } } },
      },
    ],
  },
  {
    needs: {},
    spends: 'nothing',
    risk: 'the bio would change',
    rule: 'refused-changes-nothing',
    title: 'a good bio with a picture that is not public',
    unchanged: true,
    steps: [
      {
        send: edit({ platform: '{platform}', bio: '{marker}', profilePictureUrl: 'http://127.0.0.1:9/picture.jpg' }),
        given: { status: 'refused' },
      },
    ],
  },
  {
    ...nothing,
    rule: 'errors-in-envelope',
    title: 'the body of a refusal',
    steps: [
      {
        send: { path: NOBODY, body: { platform: 'tiktok' } },
        given: { status: 'refused' },
        expect: {
          fields: ['error'],
          values: { error: { matches: /^\{"code":"[^"]+","message":"[^"]+"\}$/ } },
          headers: { 'content-type': /^application\/json\b/ },
        },
      },
    ],
  },
  {
    ...nothing,
    rule: 'checks-in-order',
    title: 'the key before the body',
    steps: [
      { send: { path: NOBODY, key: null, body: { platform: 'tiktok' } }, given: { status: 'refused' }, as: 'key' },
      { send: { path: NOBODY, key: null, body: '{' }, expect: { refusedAs: 'key' } },
    ],
  },
  {
    ...nothing,
    rule: 'checks-in-order',
    title: 'the body before the account',
    steps: [
      { send: edit({ platform: 'facebook' }), given: { status: 'refused' }, as: 'body' },
      { send: { path: NOBODY, body: { platform: 'facebook' } }, expect: { refusedAs: 'body' } },
    ],
  },
  {
    rule: 'picture-url-opens',
    title: 'a picture that was just set',
    needs: {},
    spends: 'profile',
    risk: 'the picture might not be put back',
    steps: [
      {
        send: edit({ platform: '{platform}', profilePictureUrl: '{picture:64x64.png}' }),
        given: { status: 200 },
        expect: { opens: 'profilePictureUrl' },
      },
    ],
  },
]
