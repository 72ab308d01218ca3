import type { FastifyRequest } from 'fastify'
import { realNow } from '../domain/clock.js'
import type { Fault } from '../domain/fault.js'
import type { PictureFacts } from '../domain/picture-facts.js'
import type { RuleId } from '../domain/rules.js'
import type { Instant } from '../domain/timestamp.js'
import { elapsedMs, rawPathOf, sandboxOf } from '../surface/request-context.js'
import { UPDATE_FIELDS } from './schemas.js'

/** What is gathered of a call for its log entry while it is under way. */
export interface Call {
  readonly receivedAt: Instant
  /** JSON text. */
  requestBody: string | null
  fault: Fault | null
  picture: PictureFacts | null
  recorded: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the key has been checked. */
    call?: Call | null
  }
}

/** How a call ended. */
export interface Ending {
  /** null: no reply was sent. */
  status: number | null
  /** JSON text. */
  body: string | null
  rule: RuleId | null
  why: string
}

export function openCall(request: FastifyRequest): void {
  request.call = { receivedAt: realNow(), requestBody: null, fault: null, picture: null, recorded: false }
  request.whenClosed = recordAbandoned
  request.whenBroken = recordBroken
}

/** Keeps the call in its sandbox's log: before its reply is sent, so that whoever has the reply finds the entry. */
export function recordCall(request: FastifyRequest, ending: Ending): void {
  const call = request.call!
  if (call.recorded) return
  call.recorded = true
  const sandbox = sandboxOf(request)
  sandbox.record({
    id: request.id,
    receivedAt: call.receivedAt,
    sandboxTime: sandbox.clock.now(),
    method: request.method,
    // Whatever looks like a key is blotted out when the entry is rendered.
    path: rawPathOf(request),
    accountId: accountIdOf(request) ?? null,
    requestBody: call.requestBody,
    status: ending.status,
    responseBody: ending.body,
    durationMs: elapsedMs(request.startedAt),
    rule: ending.rule,
    why: ending.why,
    fault: call.fault,
    ignoredFields: ignoredFields(request.body),
    picture: call.picture,
  })
}

function recordBroken(request: FastifyRequest, status: number, body: string, why: string): void {
  recordCall(request, { status, body, rule: 'http-malformed', why })
}

function recordAbandoned(request: FastifyRequest): void {
  recordCall(request, {
    status: null,
    body: null,
    rule: null,
    why: 'The client went away before its call was answered.',
  })
}

function accountIdOf(request: FastifyRequest): string | undefined {
  return (request.params as { accountId?: string } | undefined)?.accountId
}

const NONE: readonly string[] = []

function ignoredFields(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return NONE
  let ignored: string[] | undefined
  for (const field in body) {
    if (UPDATE_FIELDS.has(field)) continue
    ignored ??= []
    ignored.push(field)
  }
  return ignored ?? NONE
}
