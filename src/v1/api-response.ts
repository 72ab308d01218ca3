import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MadeText } from '../domain/logged-request.js'
import type { Refusal } from '../domain/refusal.js'
import { type RuleId, ruleOf } from '../domain/rules.js'
import { errorBody, RULE_HEADER, refusalBody, sendJson } from '../http/envelope.js'
import { tellOpened } from '../surface/authenticate.js'

/** A complete response that has not been sent yet. */
export interface ApiResponse {
  readonly status: number
  /** JSON text. */
  readonly body: string
  /** What the log keeps in place of the body. */
  readonly madeBody?: MadeText
  /** The rule that refused the call. */
  readonly rule: RuleId | null
  /** One plain sentence for the request log. */
  readonly why: string
}

/** Of what was last refused: a refusal that is met again has been answered before. */
let last: { refused: Refusal; response: ApiResponse } | undefined

export function refusalResponse(refused: Refusal): ApiResponse {
  if (last?.refused !== refused) {
    const { rule, why } = refused
    last = { refused, response: { status: ruleOf(rule).status, body: refusalBody(refused), rule, why } }
  }
  return last.response
}

/** The response of an armed error fault: its own status and words. */
export function faultResponse(fault: { status: number; code: string; message: string }, why: string): ApiResponse {
  return { status: fault.status, body: errorBody(fault.code, fault.message), rule: 'fault-injected', why }
}

/** Sends a response whose call has been recorded. */
export function sendResponse(request: FastifyRequest, reply: FastifyReply, response: ApiResponse): void {
  tellOpened(request, reply)
  if (response.rule !== null) reply.header(RULE_HEADER, response.rule)
  sendJson(reply, response.status, response.body)
}
