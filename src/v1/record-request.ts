import type { FastifyRequest } from 'fastify'
import type { Fault } from '../domain/fault.js'
import type { LoggedRequest, MadeText, ProfileChange } from '../domain/logged-request.js'
import type { PictureFacts } from '../domain/picture-facts.js'
import { headersText } from '../domain/request-headers.js'
import type { RuleId } from '../domain/rules.js'
import type { Instant } from '../domain/timestamp.js'
import type { VerifiedRules } from '../domain/verified.js'
import { elapsedMs } from '../http/request-lifecycle.js'
import { machineTime } from '../sandbox/machine-time.js'
import { sameText } from './same-text.js'
import { READ_PARAMETERS, UPDATE_FIELDS } from './schemas.js'

/** What is kept of a request for its log entry until it is recorded. */
export interface RequestLogging {
  readonly receivedAt: Instant
  readonly verified: VerifiedRules
  /** JSON text. */
  requestBody: string | MadeText | null
  /** Whether whoever handles it sees to its entry; one that never gets so far is recorded when its connection closes. */
  handled: boolean
  /** Whether it was recorded because its connection closed or its rest was no HTTP, and nothing is left to handle. */
  lost: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** There once the key has been checked. */
    logging: RequestLogging
  }
}

const samePath = sameText()
const sameAccountId = sameText()

/** How a call ended, for the log. */
export interface RequestEnd {
  readonly response: {
    /** null: no reply was sent. */
    readonly status: number | null
    /** JSON text. */
    readonly body: string | null
    /** What the log keeps in place of the body. */
    readonly madeBody?: MadeText
    readonly rule: RuleId | null
    readonly why: string
  }
  readonly fault?: Fault | undefined
  readonly picture?: PictureFacts | undefined
  readonly change?: ProfileChange | undefined
}

/** From here on the request has an entry in its sandbox's log, however it ends. */
export function beginLogging(request: FastifyRequest, verified: VerifiedRules): void {
  const receivedAt = Math.floor(machineTime() / 1000)
  request.logging = { receivedAt, verified, requestBody: null, handled: false, lost: false }
  request.onReplyClosed = onReplyClosed
  request.onParseError = recordParseError
}

/** The log entry of a call that ends so; `now` is the sandbox's time. */
export function describeRequest(request: FastifyRequest, now: Instant, end: RequestEnd): LoggedRequest {
  const { receivedAt, requestBody, verified } = request.logging
  const { status, body, madeBody, rule, why } = end.response
  return {
    id: request.id,
    receivedAt,
    sandboxTime: now,
    method: request.method,
    // Whatever looks like a key is redacted when the entry is rendered.
    path: samePath(request.url),
    headers: headersText(request.raw.rawHeaders, request.headers),
    accountId: accountIdOf(request),
    change: end.change ?? null,
    requestBody,
    status,
    responseBody: madeBody ?? body,
    durationMs: elapsedMs(request.startedAt),
    rule,
    verified: rule === null ? null : (verified.get(rule) ?? null),
    why,
    fault: end.fault ?? null,
    ignoredFields: ignoredFields(request),
    picture: end.picture ?? null,
  }
}

/** Keeps the call in its sandbox's log: before its reply is sent, so that whoever has the reply finds the entry. */
export function recordRequest(request: FastifyRequest, end: RequestEnd): Promise<void> {
  return request.sandbox.record((now) => describeRequest(request, now, end))
}

/** Nobody has waited for the end of the call. */
export const ABANDONED: RequestEnd = {
  response: { status: null, body: null, rule: null, why: 'The client went away before its call was answered.' },
}

function recordParseError(request: FastifyRequest, status: number, body: string, why: string): Promise<void> {
  request.logging.lost = true
  return recordIfPossible(request, { response: { status, body, rule: 'http-malformed', why } })
}

/** For calls that end the same way whether or not the store can be reached; the server's log says when it cannot. */
function recordIfPossible(request: FastifyRequest, end: RequestEnd): Promise<void> {
  return recordRequest(request, end).catch(() => {})
}

function onReplyClosed(request: FastifyRequest): void {
  const { sandbox, logging } = request
  if (logging.handled || logging.lost) {
    sandbox.close()
  } else {
    logging.lost = true
    recordIfPossible(request, ABANDONED).then(() => sandbox.close())
  }
}

function accountIdOf(request: FastifyRequest): string | null {
  const { accountId } = (request.params ?? {}) as { accountId?: string }
  return accountId === undefined ? null : sameAccountId(accountId)
}

const NONE: readonly string[] = []

/** A read is asked for by its query, an update by its body. */
function ignoredFields(request: FastifyRequest): readonly string[] {
  if (request.method === 'GET' && !request.is404) return unknownOf(request.query, READ_PARAMETERS)
  return unknownOf(request.body, UPDATE_FIELDS)
}

function unknownOf(sent: unknown, known: ReadonlySet<string>): readonly string[] {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return NONE
  let ignored: string[] | undefined
  for (const field in sent) {
    if (known.has(field)) continue
    ignored ??= []
    ignored.push(field)
  }
  return ignored ?? NONE
}
