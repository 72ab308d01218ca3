import type { Account, AccountTemplate, LoadTime } from '../domain/account.js'
import { loadTemplate } from '../domain/seed-overlay.js'
import { type Instant, parseTimestamp, spanSeconds } from '../domain/timestamp.js'
import type { AccountInput, Time } from './state-schema.js'

type ProfileInput = NonNullable<AccountInput['profiles']['instagram'] & AccountInput['profiles']['tiktok']>

/** The account that a checked input describes, its relative times counted back from `now`. */
export function fromAccountInput(input: AccountInput, now: Instant): Account {
  return loadTemplate(toTemplate(input), now)
}

/** What a checked input describes, its relative times left to be counted. */
export function toTemplate({ accountId, phoneId, createdAt, profiles }: AccountInput): AccountTemplate {
  const { instagram, tiktok } = profiles
  return {
    resolved: false,
    accountId,
    phoneId,
    createdAt: createdAt === undefined ? undefined : toLoadTime(createdAt),
    profiles: { tiktok: tiktok && profileTemplate(tiktok), instagram: instagram && profileTemplate(instagram) },
  }
}

function profileTemplate(input: ProfileInput) {
  const { name, username, bio, profilePictureUrl, updatedAt, nameChangedAt = null, warmupStartedAt = null } = input
  return {
    name,
    username,
    bio,
    profilePictureUrl,
    // Left out, it is the moment of loading.
    updatedAt: updatedAt === undefined ? { ago: 0 } : toLoadTime(updatedAt),
    nameChangedAt: nameChangedAt === null ? null : toLoadTime(nameChangedAt),
    warmupStartedAt: warmupStartedAt === null ? null : toLoadTime(warmupStartedAt),
  }
}

function toLoadTime(time: Time): LoadTime {
  // The schema has let nothing but valid timestamps through.
  return typeof time === 'string' ? parseTimestamp(time)! : { ago: spanSeconds(time.ago) }
}
