import type { Account, AccountInput, InstagramProfile, Platform, TikTokProfile } from '../../../client/types.js'
import { PLATFORMS } from './platform.js'
import { entryOf, type TimeEntry, timeOf } from './time-input.js'

export const TEXT_FIELDS = ['name', 'username', 'bio', 'profilePictureUrl'] as const
export const TIME_FIELDS = ['nameChangedAt', 'warmupStartedAt'] as const
export type TextField = (typeof TEXT_FIELDS)[number]
export type TimeField = (typeof TIME_FIELDS)[number]

/** A profile in a form. */
export type ProfileEntry = Record<TextField, string> & Record<TimeField, TimeEntry> & { present: boolean }
export interface AccountEntry {
  accountId: string
  profiles: Record<Platform, ProfileEntry>
}

/** Which fields a platform's profiles have. */
export function hasField(platform: Platform, field: TextField | TimeField): boolean {
  return platform === 'instagram' ? field !== 'warmupStartedAt' : field !== 'username'
}

/** An account to be edited; undefined: a new one. */
export function editedAccount(account: Account | undefined): AccountEntry {
  const { instagram, tiktok } = account?.profiles ?? {}
  return {
    accountId: account?.accountId ?? '',
    profiles: { instagram: editedProfile(instagram), tiktok: editedProfile(tiktok) },
  }
}

function editedProfile(profile: (InstagramProfile & Partial<TikTokProfile>) | TikTokProfile | undefined): ProfileEntry {
  const { name = '', bio = '', profilePictureUrl = '' } = profile ?? {}
  const username = profile !== undefined && 'username' in profile ? (profile.username ?? '') : ''
  return {
    present: profile !== undefined,
    name,
    username,
    bio,
    profilePictureUrl,
    nameChangedAt: entryOf(profile?.nameChangedAt),
    warmupStartedAt: entryOf(profile?.warmupStartedAt),
  }
}

/** A field of the form that the server need not be asked about. */
export interface EntryProblem {
  path: string
  message: string
}

/** What is to be sent for the form; `before` is the account as it stands, whose other fields stay as they are. */
export function accountInput(entry: AccountEntry, before: Account | undefined): AccountInput | EntryProblem {
  const profiles: Record<string, object> = {}
  for (const platform of PLATFORMS) {
    const edited = entry.profiles[platform]
    if (!edited.present) continue
    const profile: Record<string, unknown> = { ...before?.profiles[platform] }
    for (const field of TEXT_FIELDS) {
      if (!hasField(platform, field)) continue
      // An empty bio is one; of the others an empty one is none.
      if (edited[field] !== '' || field === 'name' || (field === 'bio' && profile.bio !== undefined)) {
        profile[field] = edited[field]
      } else delete profile[field]
    }
    for (const field of TIME_FIELDS) {
      if (!hasField(platform, field)) continue
      const time = timeOf(edited[field])
      if (time === undefined) return { path: `profiles.${platform}.${field}`, message: 'This is no time.' }
      profile[field] = time
    }
    profiles[platform] = profile
  }
  return { ...before, accountId: entry.accountId.trim(), profiles } as AccountInput
}
