import type { FastifyError } from 'fastify'
import { jsonProblem } from '../http/json-body.js'
import { SchemaMisfit } from '../http/schema-misfit.js'
import { type Refusal, refusal } from '../profile/refusal.js'
import { FIELD_RULES } from './schemas.js'

/** What an error on the way to the handler means to a client; undefined for one that nobody foresaw. */
export function refusalOf(error: FastifyError): Refusal | undefined {
  if (error instanceof SchemaMisfit) return refusal(FIELD_RULES[error.path] ?? 'body-object', error.message)
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('body-media-type', 'The Content-Type must be application/json')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('body-size', 'The request body must be at most 64 KiB')
    default:
      return error.statusCode === 400 ? refusal('body-json', jsonProblem(error)) : undefined
  }
}

/** The answer to everything unforeseen; the cause stays in the server's log. */
export function serverFault(requestId: string): Refusal {
  return refusal(
    'server-fault',
    'An unexpected error occurred',
    `Something went wrong in the server; its log says what, under request id ${requestId}.`,
  )
}
