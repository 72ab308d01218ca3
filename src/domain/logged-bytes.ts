import type { LoggedRequest, MadeText, ProfileChange } from './logged-request.js'

/** In UTF-8. */
function bytesOf(text: string | MadeText | null | undefined): number {
  if (typeof text === 'string') return Buffer.byteLength(text)
  return text ? text.bytes : 0
}

/** Of a text and what it became, which most are not changed at all. */
function bothBytes(before: string | undefined, after: string | undefined): number {
  return before === after ? 2 * bytesOf(after) : bytesOf(before) + bytesOf(after)
}

function changeBytes({ before, after }: ProfileChange): number {
  const names = bothBytes(before.name, after.name) + bothBytes(before.username, after.username)
  return names + bothBytes(before.bio, after.bio) + bothBytes(before.profilePictureUrl, after.profilePictureUrl)
}

// What an entry counts against LOG_BYTE_LIMIT is its path, headers, bodies and profiles, which a client can make long.

/** What the head of a call counts, which most calls have in common. */
export function headBytes({ path, headers }: LoggedRequest): number {
  return bytesOf(path) + bytesOf(headers)
}

/** What the rest of its entry counts. */
export function restBytes({ requestBody, responseBody, change }: LoggedRequest): number {
  const bodies = bytesOf(requestBody) + bytesOf(responseBody)
  return change === null ? bodies : bodies + changeBytes(change)
}
