import type { Profile } from './account.js'

/** In UTF-8. */
export const bytesOf = (text: string | null | undefined) => (text ? Buffer.byteLength(text) : 0)

/** Of the texts of a profile. */
export function profileBytes(profile: Profile | undefined): number {
  if (profile === undefined) return 0
  const { name, username, bio, profilePictureUrl } = profile
  return bytesOf(name) + bytesOf(username) + bytesOf(bio) + bytesOf(profilePictureUrl)
}
