import type { Platform } from '../../domain/account.js'
import { headBytes } from '../../domain/logged-bytes.js'
import { ChangeText, type ChangeWriter, type LoggedRequest } from '../../domain/logged-request.js'

/** What an entry takes beside its texts, and a short text beside its characters. */
const ENTRY_BYTES = 512
const TEXT_BYTES = 32

/** Of an entry what most calls have in common with the one before. */
export interface CommonPart
  extends Omit<LoggedRequest, 'id' | 'receivedAt' | 'sandboxTime' | 'durationMs' | 'change' | 'requestBody'> {
  /** Undefined where nothing was changed. */
  readonly platform: Platform | undefined
  /** What writes the body of the reply, if it is made of what was changed; then `responseBody` is null. */
  readonly writer: ChangeWriter | undefined
  /** What path and headers count. */
  readonly headBytes: number
  /** What the entry takes beside what the bound counts. */
  readonly beside: number
}

let last: CommonPart | undefined

/** The last one again, if it is the same for this call: entries then keep one between them. */
export function commonPart(request: LoggedRequest): CommonPart {
  const { method, path, headers, accountId, change, status, rule, verified, why, fault, ignoredFields, picture } =
    request
  const platform = change?.platform
  const writer =
    platform !== undefined && request.responseBody instanceof ChangeText ? request.responseBody.writer : undefined
  const responseBody = writer === undefined ? request.responseBody : null
  if (
    last?.method !== method ||
    last.path !== path ||
    last.headers !== headers ||
    last.accountId !== accountId ||
    last.platform !== platform ||
    last.status !== status ||
    last.writer !== writer ||
    last.responseBody !== responseBody ||
    last.rule !== rule ||
    last.verified !== verified ||
    last.why !== why ||
    last.fault !== fault ||
    last.ignoredFields !== ignoredFields ||
    last.picture !== picture
  ) {
    const counts = { headBytes: headBytes(request), beside: besideBytes(why, ignoredFields) }
    const answered = { status, writer, responseBody, rule, verified, why, fault, ignoredFields, picture }
    last = { method, path, headers, accountId, platform, ...answered, ...counts }
  }
  return last
}

/** Of the shortest names a body holds thousands. */
function besideBytes(why: string, ignoredFields: readonly string[]): number {
  let bytes = ENTRY_BYTES + why.length
  for (const name of ignoredFields) bytes += TEXT_BYTES + name.length
  return bytes
}
