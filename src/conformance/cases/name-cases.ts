import type { Platform } from '../../domain/account.js'
import type { ConformanceCase, Expectation, RequestSpec, Step } from '../types.js'
import { edit, refused } from './requests.js'

const LABEL = { tiktok: 'TikTok', instagram: 'Instagram' } as const
const DAYS = { tiktok: 7, instagram: 14 } as const

const rename = (name = '{newName}'): RequestSpec => edit({ platform: '{platform}', name })
const restricted = { status: 429, code: 'name_change_restricted' } as const
const LOCKS = 'the name would change, and be locked'

/** A lock's refusal: the message's date is the UTC date of its instant. */
const until = (platform: Platform, message: RegExp): Expectation => ({
  ...restricted,
  message,
  values: { 'error.nextAllowedAt': { days: DAYS[platform], after: 'account.nameChangedAt' } },
})

const cooldown = (platform: Platform): ConformanceCase =>
  refused(
    `${platform}-name-cooldown`,
    'another change before its time',
    rename(),
    until(platform, new RegExp(`^You can change your ${LABEL[platform]} name again on {nextDate}$`)),
    { needs: { platform, name: 'cooling' }, spends: 'name', risk: LOCKS },
  )

const given = (send: RequestSpec, expectation: Expectation, as?: string): Step => ({
  send,
  given: expectation,
  ...(as !== undefined && { as }),
})

const nextAllowed = (platform: Platform): ConformanceCase => ({
  rule: 'next-name-change-allowed',
  title: `a change of a ${LABEL[platform]} name`,
  needs: { platform, name: 'free' },
  spends: 'name',
  risk: LOCKS,
  steps: [
    {
      send: rename(),
      given: { status: 200 },
      expect: { values: { nextNameChangeAllowed: { days: DAYS[platform], after: 'updatedAt' } } },
    },
  ],
})

/** Names: their locks, and what leaves them free. */
export const NAME_CASES: readonly ConformanceCase[] = [
  refused(
    'username-not-supported',
    'a TikTok username',
    edit({ platform: 'tiktok', username: 'conformance' }),
    { status: 400, code: 'invalid_parameter', message: 'Username changes are only supported for Instagram accounts' },
    { needs: { platform: 'tiktok' }, risk: 'the username would change' },
  ),
  refused(
    'tiktok-warmup-not-started',
    'a name before warmup',
    rename(),
    { ...restricted, message: /warmup has not started/, values: { 'error.nextAllowedAt': { absent: true } } },
    { needs: { platform: 'tiktok', name: 'unstarted' }, risk: LOCKS },
  ),
  refused(
    'tiktok-warmup',
    'a name during warmup',
    rename(),
    {
      ...restricted,
      message: /^You can change your TikTok name again on {nextDate}$/,
      values: { 'error.nextAllowedAt': { days: 5, after: 'account.warmupStartDate' } },
    },
    { needs: { platform: 'tiktok', name: 'warming-up' }, risk: LOCKS },
  ),
  nextAllowed('tiktok'),
  nextAllowed('instagram'),
  {
    rule: 'next-name-change-allowed',
    title: 'an update that changes no name',
    needs: {},
    spends: 'nothing',
    risk: 'nothing: the request asks for no change',
    steps: [
      {
        send: edit({ platform: '{platform}' }),
        given: { status: 200 },
        expect: { values: { nextNameChangeAllowed: { absent: true } } },
      },
    ],
  },
  cooldown('tiktok'),
  cooldown('instagram'),
  {
    rule: 'no-retry-after',
    title: 'a refused change of name',
    needs: { platform: 'tiktok', name: 'cooling' },
    spends: 'name',
    risk: LOCKS,
    steps: [{ send: rename(), given: { status: 429 }, expect: { headers: { 'retry-after': null } } }],
  },
  {
    rule: 'same-name-no-change',
    title: 'the present name during a cooldown',
    needs: { platform: 'instagram', name: 'cooling' },
    spends: 'name',
    risk: 'the cooldown would start again',
    steps: [
      {
        send: rename('{name}'),
        expect: { status: 200, values: { nextNameChangeAllowed: { absent: true } } },
      },
    ],
  },
  {
    rule: 'name-free-on-time',
    title: 'the second before, and the instant itself',
    needs: { platform: 'instagram', name: 'cooling', clock: true },
    spends: 'name',
    risk: LOCKS,
    steps: [
      given(rename(), { status: 429, values: { 'error.nextAllowedAt': { matches: /^\d{4}-/ } } }, 'refusal'),
      { advanceTo: 'refusal.error.nextAllowedAt', less: 1 },
      given(rename(), { status: 'refused' }),
      { advanceTo: 'refusal.error.nextAllowedAt', less: 0 },
      { send: rename(), expect: { status: 200 } },
    ],
  },
  {
    rule: 'cooldown-per-platform',
    title: 'a change on Instagram during a cooldown on TikTok',
    needs: { platform: 'tiktok', name: 'cooling', bothPlatforms: true },
    spends: 'name',
    risk: LOCKS,
    steps: [
      given(rename(), { status: 'refused' }),
      { send: edit({ platform: '{other}', name: '{newName}' }), expect: { status: 200 } },
    ],
  },
  {
    rule: 'refused-change-no-cooldown',
    title: 'a change that was refused for its picture, and then alone',
    needs: { platform: 'instagram', name: 'free' },
    spends: 'name',
    risk: LOCKS,
    steps: [
      given(
        edit({
          platform: '{platform}',
          name: '{newName}',
          profilePictureUrl: 'http://conformance.invalid/picture.jpg',
        }),
        { status: 'refused' },
      ),
      { send: rename(), expect: { status: 200 } },
    ],
  },
  {
    rule: 'one-name-change-of-many',
    title: 'five changes at once',
    needs: { platform: 'instagram', name: 'free', mock: 'needs a second change of name, when the first is free again' },
    spends: 'name',
    risk: LOCKS,
    steps: [{ together: rename('{newName} {n}'), times: 5, successes: 1 }],
  },
]
