import type { LoggedRequest } from '../../domain/logged-request.js'
import { profileBytes } from '../../domain/text-bytes.js'
import type { TextQueue } from './text-queue.js'

type Text = 'id' | 'accountId' | 'why' | 'path' | 'headers' | 'requestBody' | 'responseBody' | 'ignoredFields'

/** An entry as it is kept: one flat object, and its texts in a queue, one behind the other. */
export interface PackedRequest extends Omit<LoggedRequest, Text> {
  readonly sequence: number
  /** Of its path, headers, bodies and profiles, which are what a client can make long. */
  readonly bytes: number
  /** Where its texts lie. */
  readonly chunk: number
  readonly start: number
  readonly end: number
  /** In characters; NULL for a text that is null. The path is what is left. */
  readonly idLength: number
  readonly accountIdLength: number
  readonly whyLength: number
  readonly headersLength: number
  readonly requestBodyLength: number
  readonly responseBodyLength: number
  /** JSON text; empty for none. */
  readonly ignoredFieldsLength: number
}

const NULL = -1
const NONE: readonly string[] = []

const lengthOf = (text: string | null) => (text === null ? NULL : text.length)

/** Puts the entry's texts into the queue. `sequence` is the entry's place among the sandbox's events. */
export function packRequest(entry: LoggedRequest, sequence: number, texts: TextQueue): PackedRequest {
  const { id, accountId, path, headers, change, requestBody, responseBody, why } = entry
  const ignored = entry.ignoredFields.length === 0 ? '' : JSON.stringify(entry.ignoredFields)
  const short = id + (accountId ?? '') + why + ignored
  const start = texts.add(short + headers + (requestBody ?? '') + (responseBody ?? '') + path)
  return {
    receivedAt: entry.receivedAt,
    sandboxTime: entry.sandboxTime,
    method: entry.method,
    change,
    status: entry.status,
    durationMs: entry.durationMs,
    rule: entry.rule,
    verified: entry.verified,
    fault: entry.fault,
    picture: entry.picture,
    sequence,
    bytes: texts.end - start - Buffer.byteLength(short) + profileBytes(change?.before) + profileBytes(change?.after),
    chunk: texts.chunk,
    start,
    end: texts.end,
    idLength: id.length,
    accountIdLength: lengthOf(accountId),
    whyLength: why.length,
    headersLength: headers.length,
    requestBodyLength: lengthOf(requestBody),
    responseBodyLength: lengthOf(responseBody),
    ignoredFieldsLength: ignored.length,
  }
}

/** The entry as it was before it was packed. */
export function unpackRequest(packed: PackedRequest, texts: TextQueue): LoggedRequest {
  const text = texts.read(packed.chunk, packed.start, packed.end)
  let at = 0
  const take = (length: number) => {
    at += length
    return text.slice(at - length, at)
  }
  const takeOrNull = (length: number) => (length === NULL ? null : take(length))
  // In the order in which they were put in.
  const id = take(packed.idLength)
  const accountId = takeOrNull(packed.accountIdLength)
  const why = take(packed.whyLength)
  const ignored = take(packed.ignoredFieldsLength)
  const headers = take(packed.headersLength)
  const requestBody = takeOrNull(packed.requestBodyLength)
  const responseBody = takeOrNull(packed.responseBodyLength)
  const path = text.slice(at)
  const { receivedAt, sandboxTime, method, change, status, durationMs, rule, verified, fault, picture } = packed
  return {
    id,
    receivedAt,
    sandboxTime,
    method,
    path,
    headers,
    accountId,
    change,
    requestBody,
    status,
    responseBody,
    durationMs,
    rule,
    verified,
    why,
    fault,
    ignoredFields: ignored === '' ? NONE : (JSON.parse(ignored) as string[]),
    picture,
  }
}
