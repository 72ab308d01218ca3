import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../domain/refusal.js'
import { errorResponse } from '../http/error-schema.js'
import { type JsonBodyError, parseJsonBody } from '../http/json-body.js'
import { UNREADABLE_PATH } from '../http/root-errors.js'
import { validatorCompiler } from '../http/validator-compiler.js'
import { type Authenticate, pathOf } from '../surface/request-context.js'
import { refuse } from './api-response.js'
import { openCall } from './record-request.js'
import { UpdateBody, UpdateReply } from './schemas.js'
import { isClientGone, type UpdateDeps, updateHandler } from './update-route.js'
import { internalError, refusalOf } from './v1-errors.js'

const BODY_LIMIT = 64 * 1024
/** The endpoint's path, with or without a query, and the account id in it. */
const PROFILE_PATH = /^\/v1\/accounts\/([^/?]*)\/profile(?:\?|$)/

const EDIT_PROFILE = `Changes what is sent and leaves the rest: an update is all or nothing. A name, a username and a bio may be
changed as each field says; a picture is fetched, checked and kept as the sandbox's own copy. Every other method on this
path is refused with 405 and \`Allow: PATCH\`.`
const FAULT_REPLY = errorResponse(
  'An armed fault of the sandbox answers with the status, code and message it was given.',
  {
    code: 'internal',
    message: 'An unexpected error occurred',
  },
)

export interface V1Options extends UpdateDeps {
  authenticate: Authenticate
  log: FastifyBaseLogger
}

/** Everything under `/v1`: what the vendor's clients see. Registered with that prefix. */
export async function v1Routes(app: FastifyInstance, options: V1Options): Promise<void> {
  app.decorateRequest('call', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, parseBody)
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, options.log))
  // An unknown route is answered by the hook below, before its body is read; this makes the hook run for it.
  app.setNotFoundHandler(refuseRoute)
  app.addHook('onRequest', (request, reply, done) => {
    if (!admit(request, reply, options.authenticate)) return
    if (request.is404) refuseRoute(request, reply)
    else done()
  })
  app.patch(
    '/accounts/:accountId/profile',
    {
      schema: {
        operationId: 'editProfile',
        tags: ['Vendor'],
        summary: 'Edit a profile',
        description: EDIT_PROFILE,
        body: UpdateBody,
        response: { 200: UpdateReply, '4xx': FAULT_REPLY, '5xx': FAULT_REPLY },
      },
      validatorCompiler: validatorCompiler,
    },
    updateHandler(options),
  )
}

function admit(request: FastifyRequest, reply: FastifyReply, authenticate: Authenticate): boolean {
  if (!authenticate(request, reply)) return false
  openCall(request)
  return true
}

function parseBody(request: FastifyRequest, text: string, done: (error: Error | null, body?: unknown) => void): void {
  let body: unknown
  try {
    body = parseJsonBody(text)
  } catch (error) {
    request.call!.requestBody = JSON.stringify(text)
    done(error as JsonBodyError)
    return
  }
  request.call!.requestBody = text
  done(null, body)
}

function refuseRoute(request: FastifyRequest, reply: FastifyReply): void {
  const path = pathOf(request)
  const accountId = PROFILE_PATH.exec(request.url)?.[1]
  if (accountId !== undefined) {
    // For the log: no route has read the id from the path, though the router has found its escapes to be sound.
    request.params = { accountId: decodeURIComponent(accountId) }
    const message = `${request.method} is not allowed here, only PATCH`
    refuse(request, reply.header('allow', 'PATCH'), refusal('method-not-allowed', message))
  } else {
    refuse(request, reply, refusal('route-not-found', `No route ${request.method} ${path}`))
  }
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: FastifyBaseLogger): void {
  if (isClientGone(error) || reply.raw.destroyed) {
    reply.hijack()
    return
  }
  const refused = refusalOf(error)
  if (refused === undefined) log.error({ err: error, requestId: request.id }, 'unexpected error')
  refuse(request, reply, refused ?? internalError(request.id))
}

/** Answers a request that the router could not even read: the key still comes first. */
export function refuseUnreadableV1Path(request: FastifyRequest, reply: FastifyReply, authenticate: Authenticate): void {
  if (!admit(request, reply, authenticate)) return
  refuse(request, reply, refusal('path-malformed', UNREADABLE_PATH))
}
