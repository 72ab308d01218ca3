import type { Profile } from './account.js'
import type { LoggedRequest } from './logged-request.js'

const bytesOf = (text: string | null | undefined) => (text ? Buffer.byteLength(text) : 0)

/** Of the texts of a profile. */
export function profileBytes(profile: Profile | undefined): number {
  if (profile === undefined) return 0
  const { name, username, bio, profilePictureUrl } = profile
  return bytesOf(name) + bytesOf(username) + bytesOf(bio) + bytesOf(profilePictureUrl)
}

/** What an entry counts against LOG_BYTE_LIMIT: its path, headers, bodies and profiles, which a client can make long. */
export function loggedBytes({ path, headers, requestBody, responseBody, change }: LoggedRequest): number {
  const texts = bytesOf(path) + bytesOf(headers) + bytesOf(requestBody) + bytesOf(responseBody)
  return texts + profileBytes(change?.before) + profileBytes(change?.after)
}
