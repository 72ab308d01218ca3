import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from '../http/envelope.js'
import { type JsonBodyError, parseJsonBody } from '../http/json-body.js'
import { UNREADABLE_PATH } from '../http/root-errors.js'
import { validatorCompiler } from '../http/validator-compiler.js'
import { type Authenticate, pathOf } from '../surface/request-context.js'
import { accountRoutes } from './account-routes.js'
import { clockRoutes } from './clock-routes.js'
import { ControlError, controlErrorOf, invalid } from './control-error.js'
import { eventRoutes } from './event-routes.js'
import { faultRoutes } from './fault-routes.js'
import { logRoutes } from './log-routes.js'
import { stateRoutes } from './state-routes.js'

const BODY_LIMIT = 64 * 1024

export interface ControlOptions {
  authenticate: Authenticate
  log: FastifyBaseLogger
}

/** Everything under `/_sandbox`: a key puts its own sandbox into any state. Registered with that prefix. */
export async function controlSurface(app: FastifyInstance, { authenticate, log }: ControlOptions) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, parseBody)
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, log))
  // An unknown route is answered by the hook below, before its body is read; this makes the hook run for it.
  app.setNotFoundHandler(refuseRoute)
  app.addHook('onRequest', (request, reply, done) => {
    if (!authenticate(request, reply)) return
    if (request.is404) refuseRoute(request, reply)
    else done()
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const { body, routeOptions } = request
    const taken = routeOptions.schema?.body !== undefined || body === undefined || isEmptyObject(body)
    done(taken ? undefined : invalid('This call takes no body'))
  })
  app.setValidatorCompiler(validatorCompiler)
  const typed = app.withTypeProvider<TypeBoxTypeProvider>()
  for (const routes of [stateRoutes, accountRoutes, clockRoutes, faultRoutes, logRoutes, eventRoutes]) {
    await typed.register(routes)
  }
}

/** An absent body is left to the schema: many clients declare JSON on a DELETE that has none. */
function parseBody(_request: FastifyRequest, text: string, done: (error: Error | null, body?: unknown) => void): void {
  try {
    done(null, text === '' ? undefined : parseJsonBody(text))
  } catch (error) {
    done(error as JsonBodyError)
  }
}

/** What clients send that always send JSON. */
function isEmptyObject(body: unknown): boolean {
  return JSON.stringify(body) === '{}'
}

function refuseRoute(request: FastifyRequest, reply: FastifyReply): void {
  sendError(reply, 404, 'not_found', `No route ${request.method} ${pathOf(request)}`)
}

/** Answers a request that the router could not even read: the key still comes first. */
export function refuseUnreadableControlPath(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticate: Authenticate,
): void {
  if (authenticate(request, reply)) sendError(reply, 400, 'invalid_parameter', UNREADABLE_PATH)
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: FastifyBaseLogger): void {
  const refused = controlErrorOf(error)
  if (refused === undefined) log.error({ err: error, requestId: request.id }, 'unexpected error')
  const { statusCode, code, message } = refused ?? new ControlError(500, 'internal', 'An unexpected error occurred')
  sendError(reply, statusCode, code, message)
}
