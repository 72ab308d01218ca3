import type { Account, Platform, Profile, ProfileUpdate } from './account.js'
import { checkNameChange } from './name-change.js'
import { type Refusal, refusal } from './refusal.js'
import type { Instant } from './timestamp.js'

/** The checks that need the account, in the contract's order: account, platform, username, name. */
export function checkUpdate(
  account: Account | undefined,
  accountId: string,
  update: ProfileUpdate,
  now: Instant,
): Refusal | undefined {
  if (account === undefined) return refusal('account-not-found', `Account ${accountId} not found`)
  const profile = account.profiles[update.platform]
  if (profile === undefined) {
    return refusal('profile-not-found', `Account ${accountId} has no ${update.platform} profile`)
  }
  if (update.username !== undefined && update.platform === 'tiktok') {
    return refusal('username-not-supported', 'Username changes are only supported for Instagram accounts')
  }
  return changesName(profile, update) ? checkNameChange(update.platform, profile, now) : undefined
}

/** Sending the present name is no change of name. */
export function changesName(profile: Profile, update: ProfileUpdate): boolean {
  return update.name !== undefined && update.name !== profile.name
}

/**
 * The profile after an update that has passed every check. `picture` is the stored copy's path.
 * An update that holds nothing but the platform changes nothing, `updatedAt` included.
 */
export function applyUpdate(
  profile: Profile,
  update: ProfileUpdate,
  picture: string | undefined,
  now: Instant,
): Profile {
  const { name, username, bio } = update
  if (name === undefined && username === undefined && bio === undefined && picture === undefined) return profile
  return {
    name: replaced(profile.name, name),
    username: replaced(profile.username, username),
    bio: replaced(profile.bio, bio),
    profilePictureUrl: picture ?? profile.profilePictureUrl,
    updatedAt: now,
    nameChangedAt: changesName(profile, update) ? now : profile.nameChangedAt,
    warmupStartedAt: profile.warmupStartedAt,
  }
}

/** What was sent, if anything; where it equals what is there, that very text, so that the log keeps one for both. */
function replaced<T extends string | undefined>(present: T, sent: T | undefined): T {
  return sent === undefined || sent === present ? present : sent
}

/** The account with one of its profiles replaced. */
export function withProfile(account: Account, platform: Platform, profile: Profile): Account {
  const { accountId, phoneId, createdAt, loadedAt } = account
  const { tiktok, instagram } = account.profiles
  // Written out: a spread costs as much as the whole rest of the change.
  return {
    resolved: true,
    accountId,
    phoneId,
    createdAt,
    loadedAt,
    profiles: platform === 'tiktok' ? { tiktok: profile, instagram } : { tiktok, instagram: profile },
  }
}

/** What became of an update that passed every check, in a sentence for the request log. */
export function describeUpdate(before: Profile, after: Profile, update: ProfileUpdate): string {
  if (after === before) return 'Every check passed; nothing but the platform was sent, so nothing changed.'
  if (changesName(before, update)) return 'Every check passed; the change of name starts a cooldown.'
  if (update.name !== undefined)
    return 'Every check passed; the name sent is the present one, which is no change of name.'
  return 'Every check passed.'
}
