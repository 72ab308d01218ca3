import { mediaFileOf } from '../domain/media-path.js'
import type { AccountInput } from './state-schema.js'

/** Where an account names a stored picture. */
export interface StoredReference {
  readonly accountId: string
  /** In the account: `profiles.tiktok.profilePictureUrl`. */
  readonly field: string
  readonly file: string
}

type WithProfiles = Pick<AccountInput, 'accountId'> & {
  profiles: { [P in keyof AccountInput['profiles']]?: { profilePictureUrl?: string } }
}

/** The stored pictures that an account names. */
export function storedReferences({ accountId, profiles }: WithProfiles): StoredReference[] {
  return Object.entries(profiles).flatMap(([platform, { profilePictureUrl }]) => {
    const file = mediaFileOf(profilePictureUrl)
    return file === undefined ? [] : [{ accountId, field: `profiles.${platform}.profilePictureUrl`, file }]
  })
}
