import type { Platform, Profile } from '../profile/account.js'
import { NAME_COOLDOWN } from '../profile/name-change.js'
import { formatTimestamp } from '../sandbox/timestamp.js'
import type { UpdateReply } from './schemas.js'

/**
 * The vendor's success body, its fields in the documented order; what the profile does not have is left out.
 * `base` is where this server is as the client sees it: a stored picture's path becomes an absolute URL.
 */
export function viewProfile(
  accountId: string,
  platform: Platform,
  profile: Profile,
  renamed: boolean,
  base: string,
): UpdateReply {
  const { name, username, bio, profilePictureUrl, updatedAt } = profile
  const view: UpdateReply = { success: true, accountId, platform, name } as UpdateReply
  if (username !== undefined) view.username = username
  if (bio !== undefined) view.bio = bio
  if (profilePictureUrl !== undefined) {
    view.profilePictureUrl = profilePictureUrl.startsWith('/') ? base + profilePictureUrl : profilePictureUrl
  }
  view.updatedAt = formatTimestamp(updatedAt)
  if (renamed) view.nextNameChangeAllowed = formatTimestamp(updatedAt + NAME_COOLDOWN[platform])
  return view
}
