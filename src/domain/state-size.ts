import type { Account, AccountTemplate } from './account.js'
import type { Fault } from './fault.js'

/** What an object costs beside its texts, and a text beside its characters. */
const OBJECT = 128
const TEXT = 24
/** Short texts are not looked at closely: what they cost beside their characters covers two bytes for each. */
const SHORT = TEXT
const TWO_BYTES = /[^\0-\xff]/

/** About how many bytes of memory a text takes. */
function textBytes(text: string | undefined): number {
  if (text === undefined) return 0
  return TEXT + (text.length > SHORT && TWO_BYTES.test(text) ? 2 * text.length : text.length)
}

type Stored = Account | AccountTemplate | null
type ProfileTexts = NonNullable<Account['profiles']['tiktok'] | AccountTemplate['profiles']['tiktok']>

function profileBytes(profile: ProfileTexts | undefined): number {
  if (profile === undefined) return 0
  const { name, username, bio, profilePictureUrl } = profile
  return 2 * OBJECT + textBytes(name) + textBytes(username) + textBytes(bio) + textBytes(profilePictureUrl)
}

/** About how many bytes of memory a stored account takes, none if there is none; a deleted one still has its place. */
export function accountBytes(account: Stored | undefined): number {
  if (account === undefined) return 0
  if (account === null) return OBJECT
  const { accountId, phoneId, profiles } = account
  const own = 2 * OBJECT + textBytes(accountId) + textBytes(phoneId)
  return own + profileBytes(profiles.tiktok) + profileBytes(profiles.instagram)
}

/** How many bytes more are stored of an account after a change. Most of it is the same before and after. */
export function accountGrowth(before: Stored | undefined, after: Stored | undefined): number {
  if (!before || !after) return accountBytes(after) - accountBytes(before)
  const { tiktok, instagram } = before.profiles
  const profiles = profileGrowth(tiktok, after.profiles.tiktok) + profileGrowth(instagram, after.profiles.instagram)
  return profiles + textGrowth(before.phoneId, after.phoneId)
}

function profileGrowth(before: ProfileTexts | undefined, after: ProfileTexts | undefined): number {
  if (before === after) return 0
  if (before === undefined || after === undefined) return profileBytes(after) - profileBytes(before)
  const names = textGrowth(before.name, after.name) + textGrowth(before.username, after.username)
  return names + textGrowth(before.bio, after.bio) + textGrowth(before.profilePictureUrl, after.profilePictureUrl)
}

function textGrowth(before: string | undefined, after: string | undefined): number {
  return before === after ? 0 : textBytes(after) - textBytes(before)
}

/** About how many bytes of memory armed faults take. */
export function faultsBytes(faults: readonly Fault[]): number {
  let bytes = 0
  for (const fault of faults) bytes += OBJECT + valueBytes(fault)
  return bytes
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return textBytes(value)
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 0
  for (const [name, field] of Object.entries(value)) bytes += textBytes(name) + valueBytes(field)
  return bytes
}
