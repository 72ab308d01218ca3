const DAY = 86_400

/** Edit Profile page: TikTok once every 7 days (after Day 5 of warmup), Instagram once every 14. */
const COOLDOWN = { tiktok: 7 * DAY, instagram: 14 * DAY }
const WARMUP = 5 * DAY
export type Platform = keyof typeof COOLDOWN

/** All times in seconds since 1970. */
export interface ModelProfile {
  name: string
  changedAt: number | null
  /** TikTok only; null: not yet. */
  warmupStartedAt: number | null
}

/** From when on the name may change: infinity where nobody knows, because warmup has not started. */
function freeFrom(platform: Platform, { changedAt, warmupStartedAt }: ModelProfile): number {
  const cooled = changedAt === null ? 0 : changedAt + COOLDOWN[platform]
  if (platform === 'instagram') return cooled
  return warmupStartedAt === null ? Number.POSITIVE_INFINITY : Math.max(cooled, warmupStartedAt + WARMUP)
}

export const timestamp = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** What the vendor answers to a name: the status, and the times that the reply names. Changes the profile as it would. */
export function rename(platform: Platform, profile: ModelProfile, name: string | undefined, now: number) {
  if (name === undefined || name === profile.name) return { status: 200 }
  const free = freeFrom(platform, profile)
  if (now < free) return { status: 429, ...(Number.isFinite(free) && { nextAllowedAt: timestamp(free) }) }
  Object.assign(profile, { name, changedAt: now })
  return { status: 200, nextNameChangeAllowed: timestamp(now + COOLDOWN[platform]) }
}

/** What the control surface says of a profile: null if its name may change now, or nobody knows when. */
export function nextChange(platform: Platform, profile: ModelProfile, now: number): string | null {
  const free = freeFrom(platform, profile)
  return now < free && Number.isFinite(free) ? timestamp(free) : null
}
