import type { Account, Platform, Profile } from '../domain/account.js'
import { nextNameChangeAllowed, warmupDay } from '../domain/name-change.js'
import { formatTimestamp, type Instant } from '../domain/timestamp.js'

/** A profile as the control surface shows it; fed back, it gives the same profile. */
interface ProfileView {
  name: string
  bio?: string
  profilePictureUrl?: string
  updatedAt: string
  nameChangedAt: string | null
  /** Derived: when the name may change again; null if it may now or nobody can tell. */
  nextNameChangeAllowed: string | null
}
interface InstagramView extends ProfileView {
  username?: string
}
interface TikTokView extends ProfileView {
  warmupStartedAt: string | null
  /** Derived: the day of warmup, 0 to 7. */
  warmupDay: number
}

export interface AccountView {
  accountId: string
  /** This and the next only where a state has given them. */
  phoneId?: string
  createdAt?: string
  profiles: { instagram?: InstagramView; tiktok?: TikTokView }
}

const timestampOrNull = (instant: Instant | null) => (instant === null ? null : formatTimestamp(instant))

function profileView(platform: Platform, profile: Profile, now: Instant) {
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

function tikTokView(profile: Profile, now: Instant): TikTokView {
  const { warmupStartedAt } = profile
  return {
    ...profileView('tiktok', profile, now),
    warmupStartedAt: timestampOrNull(warmupStartedAt),
    warmupDay: warmupDay(warmupStartedAt, now),
  }
}

/** The account as the control surface shows it at that instant. */
export function toAccountView({ accountId, phoneId, createdAt, profiles }: Account, now: Instant): AccountView {
  const { instagram, tiktok } = profiles
  return {
    accountId,
    ...(phoneId !== undefined && { phoneId }),
    ...(createdAt !== undefined && { createdAt: formatTimestamp(createdAt) }),
    profiles: {
      ...(instagram && { instagram: profileView('instagram', instagram, now) }),
      ...(tiktok && { tiktok: tikTokView(tiktok, now) }),
    },
  }
}
