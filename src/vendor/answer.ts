import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorBody, RULE_HEADER, refusalBody, sendJson } from '../http/envelope.js'
import type { Refusal } from '../profile/refusal.js'
import { ruleOf } from '../rules.js'
import { recordCall } from './call.js'

/** A complete answer that has not been sent yet. */
export interface Answer {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly refused: Refusal | null
  readonly why: string
}

export function refusalAnswer(refused: Refusal): Answer {
  return { status: ruleOf(refused.rule).status, body: refusalBody(refused), refused, why: refused.why }
}

/** Records the call and sends its answer. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  const { status, body, refused, why } = answer
  recordCall(request, { status, body, rule: refused?.rule ?? null, why })
  if (refused !== null) reply.header(RULE_HEADER, refused.rule)
  sendJson(reply, status, body)
}

/** Refuses the call. */
export function refuse(request: FastifyRequest, reply: FastifyReply, refused: Refusal): void {
  sendAnswer(request, reply, refusalAnswer(refused))
}

/** The answer of an armed error fault: its own status and words. */
export function faultAnswer(fault: { status: number; code: string; message: string }, why: string): Answer {
  const refused: Refusal = { rule: 'fault-armed', message: fault.message, why }
  return { status: fault.status, body: errorBody(fault.code, fault.message), refused, why }
}
