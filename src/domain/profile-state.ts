import type { Platform, Profile } from './account.js'
import { nextNameChangeAllowed, warmupDay } from './name-change.js'
import { formatTimestamp, type Instant } from './timestamp.js'

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
export interface InstagramState extends ProfileState {
  username?: string
}
export interface TikTokState extends ProfileState {
  warmupStartedAt: string | null
  /** Derived: the day of warmup, 0 to 7. */
  warmupDay: number
}

const timestampOrNull = (instant: Instant | null) => (instant === null ? null : formatTimestamp(instant))

/** An Instagram profile at that instant, or what the two platforms have in common. */
export function instagramState(profile: Profile, now: Instant, platform: Platform = 'instagram'): InstagramState {
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

/** A TikTok profile at that instant. */
export function tikTokState(profile: Profile, now: Instant): TikTokState {
  const { warmupStartedAt } = profile
  return {
    ...instagramState(profile, now, 'tiktok'),
    warmupStartedAt: timestampOrNull(warmupStartedAt),
    warmupDay: warmupDay(warmupStartedAt, now),
  }
}

/** A profile of either platform at that instant. */
export function profileState(platform: Platform, profile: Profile, now: Instant): InstagramState | TikTokState {
  return platform === 'tiktok' ? tikTokState(profile, now) : instagramState(profile, now)
}
