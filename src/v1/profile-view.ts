import type { Platform, Profile } from '../domain/account.js'
import { NAME_COOLDOWN } from '../domain/name-change.js'
import { formatTimestamp } from '../domain/timestamp.js'
import type { UpdateReply } from './schemas.js'

/** Where a client finds the picture: a stored one's path becomes an absolute URL. */
export function absolutePictureUrl(url: string | undefined, base: string): string | undefined {
  return url?.startsWith('/') ? base + url : url
}

/** The reply with every field in place, undefined where it is left out. */
type Fields = { [F in keyof Required<UpdateReply>]: UpdateReply[F] | undefined }

/**
 * The vendor's success body as JSON text, its fields in the documented order; what the profile does not have is left
 * out. `base` is where this server is as the client sees it: a stored picture's path becomes an absolute URL.
 */
export function renderProfile(
  accountId: string,
  platform: Platform,
  profile: Profile,
  renamed: boolean,
  base: string,
): string {
  const { name, username, bio, profilePictureUrl, updatedAt } = profile
  const fields: Fields = {
    success: true,
    accountId,
    platform,
    name,
    username,
    bio,
    profilePictureUrl: absolutePictureUrl(profilePictureUrl, base),
    updatedAt: formatTimestamp(updatedAt),
    nextNameChangeAllowed: renamed ? formatTimestamp(updatedAt + NAME_COOLDOWN[platform]) : undefined,
  }
  return JSON.stringify(fields)
}
