import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../domain/refusal.js'
import { ruleOf } from '../domain/rules.js'
import { errorBody, RULE_HEADER, refusalBody, sendJson } from '../http/envelope.js'
import { recordCall } from './record-request.js'

/** A complete answer that has not been sent yet. */
export interface ApiResponse {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly refused: Refusal | null
  readonly why: string
}

export function refusalResponse(refused: Refusal): ApiResponse {
  return { status: ruleOf(refused.rule).status, body: refusalBody(refused), refused, why: refused.why }
}

/** Records the call and sends its answer. */
export function sendResponse(request: FastifyRequest, reply: FastifyReply, answer: ApiResponse): void {
  const { status, body, refused, why } = answer
  recordCall(request, { status, body, rule: refused?.rule ?? null, why })
  if (refused !== null) reply.header(RULE_HEADER, refused.rule)
  sendJson(reply, status, body)
}

/** Refuses the call. */
export function refuse(request: FastifyRequest, reply: FastifyReply, refused: Refusal): void {
  sendResponse(request, reply, refusalResponse(refused))
}

/** The answer of an armed error fault: its own status and words. */
export function faultResponse(fault: { status: number; code: string; message: string }, why: string): ApiResponse {
  const refused: Refusal = { rule: 'fault-injected', message: fault.message, why }
  return { status: fault.status, body: errorBody(fault.code, fault.message), refused, why }
}
