import type { Instant } from './timestamp.js'

export const PLATFORMS = ['tiktok', 'instagram'] as const
export type Platform = (typeof PLATFORMS)[number]

/** A profile whose times are of the kind `T`. */
interface ProfileOf<T> {
  readonly name: string
  /** Instagram only. */
  readonly username: string | undefined
  readonly bio: string | undefined
  /** A path under `/media`, or an absolute URL that a seed or a test put there. */
  readonly profilePictureUrl: string | undefined
  readonly updatedAt: T
  readonly nameChangedAt: T | null
  /** TikTok only; null while warmup has not started. */
  readonly warmupStartedAt: T | null
}

/** An account's presence on one platform, as stored; never changed in place. */
export type Profile = ProfileOf<Instant>

/** What a state says of an account beside its profiles; left out, it is derived. */
interface AccountFacts<T> {
  /** The phone that the account belongs to. */
  readonly phoneId: string | undefined
  readonly createdAt: T | undefined
}

export interface Account extends AccountFacts<Instant> {
  /** Tells an account from a template. */
  readonly resolved: true
  readonly accountId: string
  /** When it was loaded: an update leaves that as it is. */
  readonly loadedAt: Instant
  readonly profiles: { readonly [P in Platform]: Profile | undefined }
}

/** An instant, or so many seconds before the moment at which the account is loaded. */
export type LoadTime = Instant | { readonly ago: number }

/**
 * An account as a seed or a whole state describes it, before anything has changed it. Its relative times are counted
 * back from the moment of loading each time it is read, so that it costs nothing until then.
 */
export interface AccountTemplate extends AccountFacts<LoadTime> {
  readonly resolved: false
  readonly accountId: string
  readonly profiles: { readonly [P in Platform]: ProfileOf<LoadTime> | undefined }
}

/** What a client asks of a profile; a field left out stays as it is. */
export interface ProfileUpdate {
  readonly platform: Platform
  readonly name?: string
  readonly username?: string
  readonly bio?: string
  readonly profilePictureUrl?: string
}
