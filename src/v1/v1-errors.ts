import type { FastifyError } from 'fastify'
import { type Refusal, refusal } from '../domain/refusal.js'
import { jsonProblem } from '../http/json-body.js'
import { ValidationError } from '../http/validator-compiler.js'
import { FIELD_RULES } from './schemas.js'

/** What an error on the way to the handler means to a client; undefined for one that nobody expected. */
export function refusalOf(error: FastifyError): Refusal | undefined {
  if (error instanceof ValidationError) return refusal(FIELD_RULES[error.path] ?? 'body-not-object', error.message)
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('media-type-unsupported', 'The Content-Type must be application/json')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('body-too-large', 'The request body must be at most 64 KiB')
    default:
      return error.statusCode === 400 ? refusal('body-malformed', jsonProblem(error)) : undefined
  }
}

/** The answer to everything unexpected; the cause stays in the server's log. */
export function internalError(requestId: string): Refusal {
  return refusal(
    'internal-error',
    'An unexpected error occurred',
    `Something went wrong in the server; its log says what, under request id ${requestId}.`,
  )
}
