import type { Account, Platform, Profile } from './account.js'
import { WARMUP_DAYS, warmupDay } from './name-change.js'
import { DAY, type Instant } from './timestamp.js'

/** Get Account page. */
export const ACCOUNT_STATUSES = ['created_pending_warmup', 'warming_up', 'ready'] as const
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]

/** How far an account is, by the warmup of its profile. */
export interface WarmupState {
  readonly status: AccountStatus
  /** 0 before it starts, then 1 to 7. */
  readonly day: number
  /** Both null while it has not started. */
  readonly startedAt: Instant | null
  readonly completesAt: Instant | null
}

/** Instagram knows no warmup (assumed); one that starts later than now has not started. */
export function warmupState(platform: Platform, { warmupStartedAt }: Profile, now: Instant): WarmupState {
  const idle = { day: 0, startedAt: null, completesAt: null }
  if (platform === 'instagram') return { status: 'ready', ...idle }
  if (warmupStartedAt === null || now < warmupStartedAt) return { status: 'created_pending_warmup', ...idle }
  const completesAt = warmupStartedAt + WARMUP_DAYS * DAY
  const status = now < completesAt ? 'warming_up' : 'ready'
  return { status, day: warmupDay(warmupStartedAt, now), startedAt: warmupStartedAt, completesAt }
}

/** When the account was created: as it was told, else when its warmup started, else when it was loaded (assumed). */
export function createdAt({ createdAt, loadedAt, profiles }: Account, now: Instant): Instant {
  const startedAt = profiles.tiktok?.warmupStartedAt ?? null
  return createdAt ?? (startedAt !== null && startedAt <= now ? startedAt : loadedAt)
}

/** The vendor's accounts have one platform; of an account with two it is TikTok's unless another is asked for (assumed). */
export function platformRead(account: Account | undefined, asked: Platform | undefined): Platform | undefined {
  const { tiktok, instagram } = account?.profiles ?? {}
  return asked ?? (tiktok ? 'tiktok' : instagram && 'instagram')
}
