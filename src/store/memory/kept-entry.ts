import type { Profile } from '../../domain/account.js'
import { restBytes } from '../../domain/logged-bytes.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import { type CommonPart, commonPart } from './common-part.js'

/** The fractions of a millisecond that a duration is kept in. */
const PARTS_OF_MS = 100

/** An entry of a log as it is kept: in few and small objects, for the collector has to look at each again and again. */
export interface KeptEntry extends Pick<LoggedRequest, 'id' | 'receivedAt' | 'sandboxTime' | 'requestBody'> {
  readonly common: CommonPart
  /** In hundredths of a millisecond; a fraction would be an object of its own. */
  readonly duration: number
  readonly before: Profile | undefined
  readonly after: Profile | undefined
  /** Its place among the sandbox's events. */
  readonly sequence: number
  /** What it counts against the bound. */
  readonly size: number
}

export function keepEntry(request: LoggedRequest, sequence: number): KeptEntry {
  const { id, receivedAt, sandboxTime, durationMs, change, requestBody } = request
  const common = commonPart(request)
  return {
    common,
    id,
    receivedAt,
    sandboxTime,
    duration: Math.round(durationMs * PARTS_OF_MS),
    before: change?.before,
    after: change?.after,
    requestBody,
    sequence,
    size: common.headBytes + restBytes(request),
  }
}

/** The entry as it came, its duration in hundredths of a millisecond. */
export function entryOf({
  common,
  id,
  receivedAt,
  sandboxTime,
  duration,
  before,
  after,
  requestBody,
}: KeptEntry): LoggedRequest {
  const { platform, writer, responseBody, headBytes, beside, ...shared } = common
  const change = platform === undefined ? null : { platform, before: before!, after: after! }
  return {
    ...shared,
    id,
    receivedAt,
    sandboxTime,
    durationMs: duration / PARTS_OF_MS,
    change,
    requestBody,
    responseBody: writer === undefined ? responseBody : writer(shared.accountId!, change!),
  }
}
