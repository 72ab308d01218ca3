import type { FastifyReply } from 'fastify'
import { jsonEscaped } from '../domain/json-escaped.js'
import { maskKeys } from '../domain/mask-keys.js'
import type { Refusal } from '../domain/refusal.js'
import { ruleOf } from '../domain/rules.js'

export const JSON_TYPE = 'application/json; charset=utf-8'
/** What is said of a store that cannot be reached or takes no more. */
export const STORE_UNAVAILABLE = 'The store cannot be reached or is full; try again later'
export const RULE_HEADER = 'x-sandbox-rule'

/** The vendor's error envelope, as JSON text. A message may name what a client sent, but never a key. */
export function errorBody(code: string, message: string, nextAllowedAt?: string): string {
  const next = nextAllowedAt === undefined ? '' : `,"nextAllowedAt":"${nextAllowedAt}"`
  return `{"error":{"code":"${jsonEscaped(code)}","message":"${jsonEscaped(maskKeys(message))}"${next}}}`
}

/** The body of a refusal, as JSON text. */
export function refusalBody({ rule, message, nextAllowedAt }: Refusal): string {
  return errorBody(ruleOf(rule).code, message, nextAllowedAt)
}

/** Answers with a refusal: its rule's status, the rule's id in a header, the vendor's body. */
export function sendRefusal(reply: FastifyReply, refused: Refusal): FastifyReply {
  return sendJson(reply.header(RULE_HEADER, refused.rule), ruleOf(refused.rule).status, refusalBody(refused))
}

/** Answers with an error of the control surface, which has no rule. */
export function sendError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return sendJson(reply, status, errorBody(code, message))
}

/** Answers with JSON text. */
export function sendJson(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type(JSON_TYPE).send(text)
}
