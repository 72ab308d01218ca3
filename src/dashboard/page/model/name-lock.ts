import type { InstagramProfile, Platform, TikTokProfile } from '../../../client/types.js'
import { NAME_COOLDOWN, nextNameChangeAllowed, WARMUP_LOCK, warmupDay } from '../../../domain/name-change.js'
import { type Instant, parseTimestamp } from '../../../domain/timestamp.js'

/** Whether a name may change; `since` to `until` is the time for which it may not. */
export type NameLock =
  | { state: 'free' }
  | { state: 'warmup-not-started' }
  | { state: 'cooldown' | 'warmup'; since: Instant; until: Instant }

type AnyProfile = InstagramProfile | TikTokProfile

const instant = (time: string | null | undefined) => (time == null ? null : (parseTimestamp(time) ?? null))

/** The lock on a profile's name at that instant, by the very rules that the server applies. */
export function nameLock(platform: Platform, shown: AnyProfile, now: Instant): NameLock {
  const nameChangedAt = instant(shown.nameChangedAt)
  const warmupStartedAt = 'warmupStartedAt' in shown ? instant(shown.warmupStartedAt) : null
  if (platform === 'tiktok' && warmupStartedAt === null) return { state: 'warmup-not-started' }
  const until = nextNameChangeAllowed(platform, { nameChangedAt, warmupStartedAt }, now)
  if (until === null) return { state: 'free' }
  const isCooldown = nameChangedAt !== null && nameChangedAt + NAME_COOLDOWN[platform] === until
  return isCooldown
    ? { state: 'cooldown', since: nameChangedAt, until }
    : { state: 'warmup', since: until - WARMUP_LOCK, until }
}

/** The day of warmup at that instant, 0 before it starts. */
export function dayOfWarmup({ warmupStartedAt }: TikTokProfile, now: Instant): number {
  return warmupDay(instant(warmupStartedAt), now)
}
