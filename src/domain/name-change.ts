import type { Platform, Profile } from './account.js'
import type { Refusal } from './refusal.js'
import { DAY, describeSpan, formatDate, formatTimestamp, type Instant } from './timestamp.js'

/** Edit Profile page: TikTok once every 7 days, Instagram once every 14. A day is 24 hours. */
export const NAME_COOLDOWN: Record<Platform, number> = { tiktok: 7 * DAY, instagram: 14 * DAY }
/** Edit Profile page: "after Day 5 of warmup"; Day N is the Nth block of 24 hours since the start (Get Account page). */
export const WARMUP_LOCK = 5 * DAY
/** Stop Warmup page: a warmup runs 7 days. */
export const WARMUP_DAYS = 7

const LABEL: Record<Platform, string> = { tiktok: 'TikTok', instagram: 'Instagram' }

/** The present day of warmup: 0 before it starts, then 1 to 7. */
export function warmupDay(startedAt: Instant | null, now: Instant): number {
  if (startedAt === null || now < startedAt) return 0
  return Math.min(WARMUP_DAYS, Math.floor((now - startedAt) / DAY) + 1)
}

/** What a profile's name lock hangs on. */
type NameTimes = Pick<Profile, 'nameChangedAt' | 'warmupStartedAt'>

interface Lock {
  readonly rule: 'tiktok-warmup' | 'tiktok-name-cooldown' | 'instagram-name-cooldown'
  readonly until: Instant
  readonly since: Instant
}

/** What keeps the name from changing, whether or not it still does; of cooldown and warmup, the one that ends later. */
function lockOf(platform: Platform, profile: NameTimes): Lock | undefined {
  const { nameChangedAt, warmupStartedAt } = profile
  const cooldown: Lock | undefined =
    nameChangedAt === null
      ? undefined
      : { rule: `${platform}-name-cooldown`, until: nameChangedAt + NAME_COOLDOWN[platform], since: nameChangedAt }
  if (warmupStartedAt === null) return cooldown
  const warmup: Lock = { rule: 'tiktok-warmup', until: warmupStartedAt + WARMUP_LOCK, since: warmupStartedAt }
  return cooldown && cooldown.until >= warmup.until ? cooldown : warmup
}

function warmupNotStarted(platform: Platform, profile: NameTimes): boolean {
  return platform === 'tiktok' && profile.warmupStartedAt === null
}

/** When the name may change again: null if it may now, or if nobody can tell because warmup has not started. */
export function nextNameChangeAllowed(platform: Platform, profile: NameTimes, now: Instant): Instant | null {
  if (warmupNotStarted(platform, profile)) return null
  const until = lockOf(platform, profile)?.until
  return until !== undefined && now < until ? until : null
}

/** Refuses a change of name that comes too soon; it is allowed at exactly the instant that the refusal names. */
export function checkNameChange(platform: Platform, profile: Profile, now: Instant): Refusal | undefined {
  if (warmupNotStarted(platform, profile)) {
    return {
      rule: 'tiktok-warmup-not-started',
      message: 'You can change your TikTok name only after Day 5 of warmup, and warmup has not started',
      why:
        'A TikTok name changes only after Day 5 of warmup, and this profile’s warmup has not started: give it a ' +
        'warmupStartedAt at least 5 days back with PUT /_sandbox/accounts/:accountId.',
    }
  }
  const lock = lockOf(platform, profile)
  if (lock === undefined || now >= lock.until) return undefined
  const { rule, since } = lock
  if (last === undefined || last.now !== now || last.rule !== rule || last.since !== since) {
    last = { now, rule, since, refusal: lockedRefusal(platform, lock, now) }
  }
  return last.refusal
}

/** What was last refused: whoever is refused asks again, and many log entries then have their words in common. */
let last: { now: Instant; rule: Lock['rule']; since: Instant; refusal: Refusal } | undefined

function lockedRefusal(platform: Platform, lock: Lock, now: Instant): Refusal {
  const nextAllowedAt = formatTimestamp(lock.until)
  return {
    rule: lock.rule,
    message: `You can change your ${LABEL[platform]} name again on ${formatDate(lock.until)}`,
    nextAllowedAt,
    why: explain(platform, lock, now, nextAllowedAt),
  }
}

function explain(platform: Platform, lock: Lock, now: Instant, nextAllowedAt: string): string {
  const cause =
    lock.rule === 'tiktok-warmup'
      ? `Warmup started at ${formatTimestamp(lock.since)} and a TikTok name changes only after its Day 5`
      : `The ${LABEL[platform]} name was last changed at ${formatTimestamp(lock.since)} and changes once every ${NAME_COOLDOWN[platform] / DAY} days`
  const wait = lock.until - now
  return (
    `${cause}; the sandbox’s clock says ${formatTimestamp(now)}, so it can change at ${nextAllowedAt}, ` +
    `${describeSpan(wait)} from then: POST /_sandbox/clock/advance {"seconds":${wait}}.`
  )
}
