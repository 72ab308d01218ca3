import { jsonString } from '../domain/json-string.js'
import type { ChangeWriter, ProfileChange } from '../domain/logged-request.js'
import { NAME_COOLDOWN } from '../domain/name-change.js'
import { formatTimestamp } from '../domain/timestamp.js'
import type { UpdateReply } from './schemas.js'

/** Where a client finds the picture: a stored one's path becomes an absolute URL. */
export function absolutePictureUrl(url: string | undefined, base: string): string | undefined {
  return url?.startsWith('/') ? base + url : url
}

/**
 * The vendor's success body as JSON text, its fields in the documented order; what the profile does not have is left
 * out. `base` is where this server is as the client sees it: a stored picture's path becomes an absolute URL.
 */
export function renderProfile(accountId: string, { platform, before, after }: ProfileChange, base: string): string {
  const { name, username, bio, updatedAt } = after
  const picture = absolutePictureUrl(after.profilePictureUrl, base)
  const nextChange = name === before.name ? undefined : formatTimestamp(updatedAt + NAME_COOLDOWN[platform])
  // Field by field, in less than half the time that JSON.stringify takes over an object.
  return (
    `{"success":true,"accountId":${jsonString(accountId)},"platform":"${platform}","name":${jsonString(name)}` +
    `${optional('username', username)}${optional('bio', bio)}${optional('profilePictureUrl', picture)}` +
    `,"updatedAt":"${formatTimestamp(updatedAt)}"${optional('nextNameChangeAllowed', nextChange)}}`
  )
}

/** A field that is left out where there is nothing to say. */
function optional(field: keyof UpdateReply, text: string | undefined): string {
  return text === undefined ? '' : `,"${field}":${jsonString(text)}`
}

let last: { base: string; writer: ChangeWriter } | undefined

/** What writes that body for clients to whom this server is there; always the same as long as that is. */
export function profileWriter(base: string): ChangeWriter {
  if (last?.base !== base) last = { base, writer: (accountId, change) => renderProfile(accountId, change, base) }
  return last.writer
}
