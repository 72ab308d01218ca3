import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { StoreUnavailableError } from '../store/store.js'
import { STORE_UNAVAILABLE, sendError } from './envelope.js'
import { MalformedPathError, RouteNotFoundError } from './request-errors.js'

/** The envelope for all that lies outside the two surfaces. */
export function rootErrors(app: FastifyInstance, log: FastifyBaseLogger): void {
  app.setNotFoundHandler(refuseRoute)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // Its body is read before that is seen, and nothing out here takes one: what is wrong with it does not matter.
    if (request.is404) return refuseRoute(request, reply)
    const away = error instanceof StoreUnavailableError
    log.error({ err: error, requestId: request.id }, away ? 'the store is unavailable' : 'unexpected error')
    if (away) return sendError(reply, 503, 'store_unavailable', STORE_UNAVAILABLE)
    return sendError(reply, 500, 'internal', 'An unexpected error occurred')
  })
}

function refuseRoute(request: FastifyRequest, reply: FastifyReply): void {
  sendError(reply, 404, 'not_found', new RouteNotFoundError(request).message)
}

/** By the prefix under which such a path lies. */
export type UnreadablePathResponses = Record<string, (request: FastifyRequest, reply: FastifyReply) => void>

/** What comes first for every request; whether it has answered it. */
export type BeginRequest = (request: FastifyRequest, reply: FastifyReply) => boolean

/** Answers requests whose path the router cannot read, and which see no hook: by what their prefix has for them, or plainly. */
export function answerUnreadablePath(beginRequest: BeginRequest, byPrefix: UnreadablePathResponses) {
  const prefixes = Object.entries(byPrefix)
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    if (beginRequest(request, reply)) return
    const answer = prefixes.find(([prefix]) => request.url.startsWith(`${prefix}/`))?.[1]
    if (answer !== undefined) answer(request, reply)
    else sendError(reply, 400, 'invalid_parameter', new MalformedPathError().message)
  }
}
