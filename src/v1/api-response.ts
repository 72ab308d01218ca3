import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../domain/refusal.js'
import { type RuleId, ruleOf } from '../domain/rules.js'
import { errorBody, RULE_HEADER, refusalBody, sendJson } from '../http/envelope.js'
import { tellOpened } from '../surface/authenticate.js'

/** A complete response that has not been sent yet. */
export interface ApiResponse {
  readonly status: number
  /** JSON text. */
  readonly body: string
  /** The rule that refused the call. */
  readonly rule: RuleId | null
  /** One plain sentence for the request log. */
  readonly why: string
}

export function refusalResponse(refused: Refusal): ApiResponse {
  return { status: ruleOf(refused.rule).status, body: refusalBody(refused), rule: refused.rule, why: refused.why }
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
