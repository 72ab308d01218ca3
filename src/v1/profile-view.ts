import { fieldWriter } from '../domain/json-field.js'
import type { ChangeWriter } from '../domain/logged-request.js'
import { NAME_COOLDOWN } from '../domain/name-change.js'
import { rememberLast } from '../domain/remember-last.js'
import { formatTimestamp } from '../domain/timestamp.js'

/** Where a client finds the picture: a stored one's path becomes an absolute URL. */
export function absolutePictureUrl(url: string, base: string): string {
  return url.startsWith('/') ? base + url : url
}

const accountIdField = fieldWriter('accountId')
const platformField = fieldWriter('platform')
const nameField = fieldWriter('name')
const usernameField = fieldWriter('username')
const bioField = fieldWriter('bio')
const updatedAtField = fieldWriter('updatedAt')
const nextNameChangeField = fieldWriter('nextNameChangeAllowed')

/**
 * What writes the vendor's success body as JSON text, its fields in the documented order; what the profile does not have is
 * left out. `base` is where this server is as the client sees it: a stored picture's path becomes an absolute URL.
 */
function bodyWriter(base: string): ChangeWriter {
  const pictureField = fieldWriter('profilePictureUrl', (url) => absolutePictureUrl(url, base))
  return (accountId, { platform, before, after }) => {
    const { name, username, bio, profilePictureUrl, updatedAt } = after
    const nextChange = name === before.name ? undefined : formatTimestamp(updatedAt + NAME_COOLDOWN[platform])
    const who = accountIdField(accountId) + platformField(platform) + nameField(name) + usernameField(username)
    const what = bioField(bio) + pictureField(profilePictureUrl)
    const when = updatedAtField(formatTimestamp(updatedAt)) + nextNameChangeField(nextChange)
    return `{"success":true${who}${what}${when}}`
  }
}

/** What writes that body for clients to whom this server is there; always the same as long as that is. */
export const profileWriter = rememberLast(bodyWriter)
