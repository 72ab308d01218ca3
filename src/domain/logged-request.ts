import type { Platform, Profile } from './account.js'
import type { Fault } from './fault.js'
import { maskJson, maskStrings } from './mask-json.js'
import { holdsListed, maskKeys, maskUnlisted } from './mask-keys.js'
import type { PictureFacts } from './picture-facts.js'
import { profileState } from './profile-state.js'
import type { RuleId } from './rules.js'
import { formatTimestamp, type Instant } from './timestamp.js'
import type { Verified } from './verified.js'

/** What an update made of a profile. */
export interface ProfileChange {
  readonly platform: Platform
  readonly before: Profile
  readonly after: Profile
}

/** A text that is made each time it is asked for, of what is kept of it. */
export abstract class MadeText {
  /** How many it has in UTF-8. */
  abstract readonly bytes: number
  abstract toString(): string

  /** An entry that is kept as JSON keeps the text. */
  toJSON(): string {
    return this.toString()
  }
}

/** Writes the body of a reply that is made of what the call has changed. */
export type ChangeWriter = (accountId: string, change: ProfileChange) => string

/** The body of a reply not as its text but as what it is made of. */
export class ChangeText extends MadeText {
  override readonly bytes: number
  readonly writer: ChangeWriter
  readonly #accountId: string
  readonly #change: ProfileChange

  constructor(writer: ChangeWriter, accountId: string, change: ProfileChange, bytes: number) {
    super()
    this.bytes = bytes
    this.writer = writer
    this.#accountId = accountId
    this.#change = change
  }

  override toString(): string {
    return this.writer(this.#accountId, this.#change)
  }
}

/** A call on the vendor surface as its sandbox's log keeps it. Bodies stay text, for most of them are never looked at. */
export interface LoggedRequest {
  /** The `x-request-id` of the reply. */
  readonly id: string
  readonly receivedAt: Instant
  readonly sandboxTime: Instant
  readonly method: string
  /** With its query. */
  readonly path: string
  /** JSON text: an object of lower-case names, secrets redacted. */
  readonly headers: string
  readonly accountId: string | null
  /** null where nothing was changed. */
  readonly change: ProfileChange | null
  /** JSON text. */
  readonly requestBody: string | MadeText | null
  /** null where no reply was sent: the connection was lost, by a fault or by the client. */
  readonly status: number | null
  /** JSON text. */
  readonly responseBody: string | MadeText | null
  readonly durationMs: number
  /** The rule that refused the call. */
  readonly rule: RuleId | null
  /** What a conformance report said of that rule. */
  readonly verified: Verified | null
  readonly why: string
  readonly fault: Fault | null
  readonly ignoredFields: readonly string[]
  readonly picture: PictureFacts | null
}

/** What a fault did to the call, without what is left of it. */
function faultMark(fault: Fault) {
  return fault.kind === 'delay'
    ? { id: fault.id, kind: fault.kind, ms: fault.ms }
    : { id: fault.id, kind: fault.kind, when: fault.when }
}

const round = (ms: number) => Math.round(ms * 100) / 100

/** Parsers let it pass at the start of a body; amid JSON text it would be an error. */
const BYTE_ORDER_MARK = /^\uFEFF/

/**
 * The entry as JSON text, as clients see it. Bodies are put in as they came: a body may nest deeper than JSON.stringify can go,
 * and the client's own spelling of a number is kept. Only keys are redacted.
 */
export function renderRequest(entry: LoggedRequest): string {
  const text = entryText(entry)
  // A listed key may be any text, one of the entry's own names among them: then what clients wrote is gone through alone.
  return maskUnlisted(holdsListed(text) ? entryText(withoutKeys(entry)) : text)
}

/** The entry with the keys redacted in what clients wrote. */
function withoutKeys(entry: LoggedRequest): LoggedRequest {
  const { path, headers, accountId, change, requestBody, responseBody, why, fault, ignoredFields, picture } = entry
  return {
    ...entry,
    path: maskKeys(path),
    headers: maskJson(headers),
    accountId: accountId && maskKeys(accountId),
    change: change && { ...change, before: profileWithoutKeys(change.before), after: profileWithoutKeys(change.after) },
    requestBody: requestBody && maskJson(String(requestBody)),
    responseBody: responseBody && maskStrings(String(responseBody)),
    why: maskKeys(why),
    fault: fault && { ...fault, id: maskKeys(fault.id) },
    ignoredFields: ignoredFields.map(maskKeys),
    picture: picture && { ...picture, url: maskKeys(picture.url) },
  }
}

function profileWithoutKeys(profile: Profile): Profile {
  const { name, username, bio, profilePictureUrl } = profile
  return {
    ...profile,
    name: maskKeys(name),
    username: username && maskKeys(username),
    bio: bio && maskKeys(bio),
    profilePictureUrl: profilePictureUrl && maskKeys(profilePictureUrl),
  }
}

function entryText(entry: LoggedRequest): string {
  const { headers, requestBody, responseBody, ...rest } = entry
  const { id, receivedAt, sandboxTime, method, path, accountId, change, status, durationMs, ...outcome } = rest
  const head = JSON.stringify({
    id,
    receivedAt: formatTimestamp(receivedAt),
    sandboxTime: formatTimestamp(sandboxTime),
    method,
    path,
  })
  const shown = (profile: Profile) => profileState(change!.platform, profile, sandboxTime)
  const subject = JSON.stringify({
    accountId,
    before: change && shown(change.before),
    after: change && shown(change.after),
  })
  const tail = JSON.stringify({
    durationMs: round(durationMs),
    rule: outcome.rule,
    verified: outcome.verified,
    why: outcome.why,
    fault: outcome.fault && faultMark(outcome.fault),
    ignoredFields: outcome.ignoredFields,
    picture: outcome.picture && { ...outcome.picture, durationMs: round(outcome.picture.durationMs) },
  })
  const sent = String(requestBody).replace(BYTE_ORDER_MARK, '')
  return `${head.slice(0, -1)},"headers":${headers},${subject.slice(1, -1)},"requestBody":${sent},"status":${status},"responseBody":${responseBody},${tail.slice(1)}`
}
