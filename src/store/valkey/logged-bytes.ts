import type { LoggedRequest } from '../../domain/logged-request.js'
import { bytesOf, profileBytes } from '../../domain/text-bytes.js'

/** What an entry counts against LOG_BYTE_LIMIT: its path, headers, bodies and profiles, which a client can make long. */
export function loggedBytes({ path, headers, requestBody, responseBody, change }: LoggedRequest): number {
  const texts = bytesOf(path) + bytesOf(headers) + bytesOf(requestBody) + bytesOf(responseBody)
  return texts + profileBytes(change?.before) + profileBytes(change?.after)
}
