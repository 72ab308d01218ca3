import type { Instant } from './timestamp.js'

export const PLATFORMS = ['tiktok', 'instagram'] as const
export type Platform = (typeof PLATFORMS)[number]

/** An account's presence on one platform, as stored; never changed in place. */
export interface Profile {
  readonly name: string
  /** Instagram only. */
  readonly username: string | undefined
  readonly bio: string | undefined
  /** A path under `/media`, or an absolute URL that a seed or a test put there. */
  readonly profilePictureUrl: string | undefined
  readonly updatedAt: Instant
  readonly nameChangedAt: Instant | null
  /** TikTok only; null while warmup has not started. */
  readonly warmupStartedAt: Instant | null
}

export interface Account {
  readonly accountId: string
  readonly profiles: { readonly [P in Platform]: Profile | undefined }
}

/** What a client asks of a profile; a field left out stays as it is. */
export interface ProfileUpdate {
  readonly platform: Platform
  readonly name?: string
  readonly username?: string
  readonly bio?: string
  readonly profilePictureUrl?: string
}
