import type { Account, Platform } from '../../../client/types.js'
import type { Instant } from '../../../domain/timestamp.js'
import { nameLock } from './name-lock.js'
import { PLATFORMS } from './platform.js'
import type { SentRequest } from './sent-request.js'

/** A call that provokes a rule. */
export interface RuleCase extends SentRequest {
  /** In place of the sandbox's own; null: none. */
  key?: string | null
}

const JSON_TYPE = { 'content-type': 'application/json' }

function edit(accountId: string, body: object | string, headers: Record<string, string> = JSON_TYPE): RuleCase {
  return {
    method: 'PATCH',
    path: `/v1/accounts/${encodeURIComponent(accountId)}/profile`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  }
}

/** An account that has a profile, and of which platform. */
interface Target {
  accountId: string
  platform: Platform
}

/**
 * A call that the rule refuses, on the accounts that there are; undefined where none of them stands so, or where no
 * call from a browser can do it.
 */
export function caseOf(rule: string, accounts: readonly Account[], now: Instant): RuleCase | undefined {
  const any = find(accounts, () => true)
  if (any === undefined) return undefined
  const plain = PLAIN[rule]?.(any)
  if (plain !== undefined) return plain
  if (rule.startsWith('picture-')) return picture(rule, any)
  const locked = LOCKED[rule]
  if (locked !== undefined) {
    const [platform, state] = locked
    const target = find(accounts, (account, one) => one === platform && stateOf(account, one, now) === state)
    return target && edit(target.accountId, { platform, name: 'Another Name' })
  }
  return withoutProfile(rule, accounts)
}

/** Why there is no such call: another state would do, or no browser can. */
export function missingCase(rule: string): string {
  const hangsOnState =
    rule in LOCKED || ['fault-injected', 'username-not-supported', 'profile-not-found'].includes(rule)
  return hangsOnState ? 'no account to try it on' : 'no browser can send it'
}

const PLAIN: Readonly<Record<string, (target: Target) => RuleCase>> = {
  'key-missing': (one) => ({ ...edit(one.accountId, { platform: one.platform }), key: null }),
  'key-invalid': (one) => ({ ...edit(one.accountId, { platform: one.platform }), key: 'sk_live_none' }),
  'key-expired': (one) => ({ ...edit(one.accountId, { platform: one.platform }), key: 'sk_test_expired' }),
  'path-malformed': () => ({ ...edit('', {}), path: '/v1/accounts/%zz/profile' }),
  'route-not-found': () => ({ method: 'GET', path: '/v1/nothing', body: null, headers: {} }),
  'method-not-allowed': (one) => ({ ...edit(one.accountId, { platform: one.platform }), method: 'POST' }),
  'media-type-unsupported': (one) => edit(one.accountId, 'bio=Hello', { 'content-type': 'text/plain' }),
  'body-encoding-unsupported': (one) =>
    edit(one.accountId, { platform: one.platform }, { ...JSON_TYPE, 'content-encoding': 'gzip' }),
  'body-too-large': (one) => edit(one.accountId, { platform: one.platform, bio: 'x'.repeat(66_000) }),
  'body-malformed': (one) => edit(one.accountId, '{"platform": '),
  'body-not-object': (one) => edit(one.accountId, '[]'),
  'platform-invalid': (one) => edit(one.accountId, { platform: 'elsewhere' }),
  'name-invalid': (one) => edit(one.accountId, { platform: one.platform, name: ' ' }),
  'username-invalid': (one) => edit(one.accountId, { platform: one.platform, username: '' }),
  'bio-invalid': (one) => edit(one.accountId, { platform: one.platform, bio: 5 }),
  'picture-url-invalid': (one) => edit(one.accountId, { platform: one.platform, profilePictureUrl: 'picture.jpg' }),
  'fault-injected': (one) => edit(one.accountId, { platform: one.platform, bio: 'Hello?' }),
  'account-not-found': () => edit('acc_nobody', { platform: 'instagram', bio: 'Who is this?' }),
}

const PICTURES: Readonly<Record<string, string>> = {
  'picture-not-public': 'http://127.0.0.1/picture.jpg',
  'picture-unreachable': 'https://pictures.test/disconnect',
  'picture-timeout': 'https://pictures.test/slow/60000/1080x1080.jpg',
  'picture-redirects': 'https://pictures.test/redirect-loop',
  'picture-host-status': 'https://pictures.test/status/404',
  'picture-too-large': 'https://pictures.test/too-large.jpg',
  'picture-not-an-image': 'https://pictures.test/not-an-image.jpg',
  'picture-not-square': 'https://pictures.test/1920x1080.jpg',
}

function picture(rule: string, { accountId, platform }: Target): RuleCase | undefined {
  const url = PICTURES[rule]
  return url === undefined ? undefined : edit(accountId, { platform, profilePictureUrl: url })
}

const LOCKED: Readonly<Record<string, [Platform, 'cooldown' | 'warmup' | 'warmup-not-started']>> = {
  'tiktok-warmup-not-started': ['tiktok', 'warmup-not-started'],
  'tiktok-warmup': ['tiktok', 'warmup'],
  'tiktok-name-cooldown': ['tiktok', 'cooldown'],
  'instagram-name-cooldown': ['instagram', 'cooldown'],
}

function stateOf(account: Account, platform: Platform, now: Instant) {
  return nameLock(platform, account.profiles[platform]!, now).state
}

/** The rules that hang on what an account has not got. */
function withoutProfile(rule: string, accounts: readonly Account[]): RuleCase | undefined {
  if (rule === 'username-not-supported') {
    const target = find(accounts, (_, platform) => platform === 'tiktok')
    return target && edit(target.accountId, { platform: 'tiktok', username: 'newname' })
  }
  if (rule !== 'profile-not-found') return undefined
  const account = accounts.find(({ profiles }) => PLATFORMS.some((platform) => profiles[platform] === undefined))
  const missing = PLATFORMS.find((platform) => account?.profiles[platform] === undefined)
  return account && missing && edit(account.accountId, { platform: missing, bio: 'Hello' })
}

function find(accounts: readonly Account[], fits: (account: Account, platform: Platform) => boolean) {
  for (const account of accounts) {
    const platform = PLATFORMS.find((one) => account.profiles[one] !== undefined && fits(account, one))
    if (platform !== undefined) return { accountId: account.accountId, platform }
  }
  return undefined
}
