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
  readonly profiles: {
    readonly [P in keyof AccountInput['profiles']]?: { readonly profilePictureUrl?: string | undefined } | undefined
  }
}

/** The stored pictures that an account names. */
export function storedReferences({ accountId, profiles }: WithProfiles): StoredReference[] {
  return Object.entries(profiles).flatMap(([platform, profile]) => {
    const file = mediaFileOf(profile?.profilePictureUrl)
    return file === undefined ? [] : [{ accountId, field: `profiles.${platform}.profilePictureUrl`, file }]
  })
}
