import type { Account, Platform, Profile } from '../domain/account.js'
import { nextNameChangeAllowed, warmupDay } from '../domain/name-change.js'
import { DAY, formatTimestamp, HOUR, type Instant, MINUTE, parseTimestamp } from '../domain/timestamp.js'
import type { AccountInput, Span, Time } from './state-schema.js'

/** The seconds in a span such as `{"days": 2, "hours": 3}`. */
export function spanSeconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds
}

function resolveTime(time: Time, now: Instant): Instant {
  // The schema has let nothing but valid timestamps through.
  return typeof time === 'string' ? parseTimestamp(time)! : now - spanSeconds(time.ago)
}

type ProfileInput = NonNullable<AccountInput['profiles']['instagram'] & AccountInput['profiles']['tiktok']>

function loadProfile(input: ProfileInput, now: Instant): Profile {
  const { name, username, bio, profilePictureUrl, updatedAt, nameChangedAt = null, warmupStartedAt = null } = input
  return {
    name,
    username,
    bio,
    profilePictureUrl,
    updatedAt: updatedAt === undefined ? now : resolveTime(updatedAt, now),
    nameChangedAt: nameChangedAt === null ? null : resolveTime(nameChangedAt, now),
    warmupStartedAt: warmupStartedAt === null ? null : resolveTime(warmupStartedAt, now),
  }
}

/** The account that a checked input describes, its relative times counted back from `now`. */
export function fromAccountInput({ accountId, profiles }: AccountInput, now: Instant): Account {
  const { instagram, tiktok } = profiles
  return {
    accountId,
    profiles: {
      instagram: instagram && loadProfile(instagram, now),
      tiktok: tiktok && loadProfile(tiktok, now),
    },
  }
}

/** A profile as the control surface shows it; fed back, it gives the same profile. */
interface ProfileState {
  name: string
  bio?: string
  profilePictureUrl?: string
  updatedAt: string
  nameChangedAt: string | null
  /** Derived: when the name may change again; null if it may now or nobody can tell. */
  nextNameChangeAllowed: string | null
}
interface InstagramState extends ProfileState {
  username?: string
}
interface TikTokState extends ProfileState {
  warmupStartedAt: string | null
  /** Derived: the day of warmup, 0 to 7. */
  warmupDay: number
}

export interface AccountView {
  accountId: string
  profiles: { instagram?: InstagramState; tiktok?: TikTokState }
}

const timestampOrNull = (instant: Instant | null) => (instant === null ? null : formatTimestamp(instant))

function dumpProfile(platform: Platform, profile: Profile, now: Instant) {
  const { name, username, bio, profilePictureUrl, updatedAt, nameChangedAt } = profile
  return {
    name,
    ...(username !== undefined && { username }),
    ...(bio !== undefined && { bio }),
    ...(profilePictureUrl !== undefined && { profilePictureUrl }),
    updatedAt: formatTimestamp(updatedAt),
    nameChangedAt: timestampOrNull(nameChangedAt),
    nextNameChangeAllowed: timestampOrNull(nextNameChangeAllowed(platform, profile, now)),
  }
}

function dumpTikTok(profile: Profile, now: Instant): TikTokState {
  const { warmupStartedAt } = profile
  return {
    ...dumpProfile('tiktok', profile, now),
    warmupStartedAt: timestampOrNull(warmupStartedAt),
    warmupDay: warmupDay(warmupStartedAt, now),
  }
}

/** The account as the control surface shows it at that instant. */
export function toAccountView({ accountId, profiles }: Account, now: Instant): AccountView {
  const { instagram, tiktok } = profiles
  return {
    accountId,
    profiles: {
      ...(instagram && { instagram: dumpProfile('instagram', instagram, now) }),
      ...(tiktok && { tiktok: dumpTikTok(tiktok, now) }),
    },
  }
}
