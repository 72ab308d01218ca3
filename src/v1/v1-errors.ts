import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refusal } from '../domain/refusal.js'
import { RouteNotFoundError, requestErrorOf } from '../http/request-errors.js'
import { ValidationError } from '../http/validator-compiler.js'
import { ImageLibraryError } from '../pictures/image/image-library.js'
import { StoreUnavailableError } from '../store/store.js'
import { AbandonedError } from './abandoned.js'
import { refusalResponse, sendResponse } from './api-response.js'
import { ABANDONED, type RequestEnd, recordRequest } from './record-request.js'
import { FIELD_RULES } from './schemas.js'

/** The paths that there are, with or without a query, the account id in each, and the one method that each has. */
const PATHS: readonly [path: RegExp, method: string][] = [
  [/^\/v1\/accounts\/([^/?]*)\/profile(?:\?|$)/, 'PATCH'],
  [/^\/v1\/accounts\/([^/?]+)(?:\?|$)/, 'GET'],
]

/** Answers whatever went wrong on the vendor surface with the vendor's envelope, and records it. */
export function v1ErrorHandler(log: FastifyBaseLogger) {
  return async (error: Error, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.logging.lost) {
      reply.hijack()
      return
    }
    request.logging.handled = true
    if (error instanceof AbandonedError || reply.raw.destroyed) {
      reply.hijack()
      const known = error instanceof AbandonedError ? error.known : {}
      await record(log, request, { ...ABANDONED, ...known })
      return
    }
    const refused = methodRefusal(error, request, reply) ?? refusalOf(error) ?? internalError(error, request, log)
    const response = refusalResponse(refused)
    await record(log, request, { response })
    sendResponse(request, reply, response)
  }
}

/** A refusal is given also when it cannot be recorded, for none of these needs the store. */
async function record(log: FastifyBaseLogger, request: FastifyRequest, end: RequestEnd): Promise<void> {
  try {
    await recordRequest(request, end)
  } catch (error) {
    log.error({ err: error, requestId: request.id }, 'a call could not be recorded')
  }
}

/** A path that there is with another method is no unknown route. */
function methodRefusal(error: Error, request: FastifyRequest, reply: FastifyReply): Refusal | undefined {
  if (!(error instanceof RouteNotFoundError)) return undefined
  for (const [path, method] of PATHS) {
    const accountId = path.exec(request.url)?.[1]
    if (accountId === undefined) continue
    // For the log: no route has read the id from the path, though the router has found its escapes to be sound.
    request.params = { accountId: decodeURIComponent(accountId) }
    reply.header('allow', method)
    return refusal('method-not-allowed', `${request.method} is not allowed here, only ${method}`)
  }
  return undefined
}

function refusalOf(error: Error): Refusal | undefined {
  const found = requestErrorOf(error)
  if (found === undefined) return undefined
  const rule = error instanceof ValidationError ? (FIELD_RULES[error.path] ?? found.rule) : found.rule
  return refusal(rule, found.message)
}

/** The refusal of everything unexpected; the cause stays in the server's log, unless it tells no secret and what to do. */
function internalError(error: Error, { id }: FastifyRequest, log: FastifyBaseLogger): Refusal {
  const away = error instanceof StoreUnavailableError
  log.error({ err: error, requestId: id }, away ? 'the store is unavailable' : 'unexpected error')
  return refusal(
    'internal-error',
    'An unexpected error occurred',
    error instanceof ImageLibraryError
      ? `${error.message}.`
      : `Something went wrong in the server; its log says what, under request id ${id}.`,
  )
}
