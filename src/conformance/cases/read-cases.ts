import type { ConformanceCase, NameState } from '../types.js'
import { HARMLESS, read } from './requests.js'

const FIELDS = [
  ...['accountId', 'phoneId', 'platform', 'name', 'username', 'bio', 'accountStatus', 'warmupDay'],
  ...['warmupStartDate', 'warmupCompletionDate', 'profilePicUrl', 'createdAt'],
]
const nothing = { spends: 'nothing', risk: HARMLESS } as const

const warmup = (name: NameState, title: string): ConformanceCase => ({
  ...nothing,
  rule: 'account-warmup',
  title,
  needs: { platform: 'tiktok', name },
  steps: [{ send: read(), given: { status: 200 }, expect: { warmup: true } }],
})

/** What reading an account answers. */
export const READ_CASES: readonly ConformanceCase[] = [
  {
    ...nothing,
    rule: 'account-reply-fields',
    title: 'the fields of an account',
    needs: {},
    steps: [{ send: read(), expect: { status: 200, fields: FIELDS, values: { accountId: '{account}' } } }],
  },
  warmup('unstarted', 'before warmup'),
  warmup('warming-up', 'during warmup'),
  warmup('free', 'after warmup'),
  {
    ...nothing,
    rule: 'account-instagram-ready',
    title: 'an Instagram account',
    needs: { platform: 'instagram' },
    steps: [
      {
        send: read(),
        given: { status: 200 },
        expect: {
          values: { accountStatus: 'ready', warmupDay: 0, warmupStartDate: null, warmupCompletionDate: null },
        },
      },
    ],
  },
  {
    ...nothing,
    rule: 'account-tiktok-username-empty',
    title: 'a TikTok account',
    needs: { platform: 'tiktok' },
    steps: [{ send: read(), given: { status: 200 }, expect: { values: { username: '' } } }],
  },
  {
    ...nothing,
    rule: 'account-platform-chosen',
    title: 'an account with two platforms',
    needs: { platform: 'tiktok', bothPlatforms: true },
    steps: [
      { send: read(), given: { status: 200 }, expect: { values: { platform: 'tiktok' } } },
      { send: read('?platform={other}'), given: { status: 200 }, expect: { values: { platform: '{other}' } } },
    ],
  },
]
