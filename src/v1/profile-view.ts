import { jsonString } from '../domain/json-string.js'
import { MadeText, type ProfileChange } from '../domain/logged-request.js'
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

/** The success body as the log keeps it: not its text but what it is made of, most of which is kept anyway. */
export class ProfileReply extends MadeText {
  override readonly bytes: number
  readonly #accountId: string
  readonly #change: ProfileChange
  readonly #base: string

  constructor(accountId: string, change: ProfileChange, base: string, bytes: number) {
    super()
    this.bytes = bytes
    this.#accountId = accountId
    this.#change = change
    this.#base = base
  }

  override toString(): string {
    return renderProfile(this.#accountId, this.#change, this.#base)
  }
}
