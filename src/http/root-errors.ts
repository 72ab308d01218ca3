import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type OpenRequest, pathOf } from '../surface/request-context.js'
import { sendError } from './envelope.js'

/** The envelope for all that lies outside the two surfaces. */
export function rootErrors(app: FastifyInstance, log: FastifyBaseLogger): void {
  app.setNotFoundHandler(refuseRoute)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // Its body is read before that is seen, and nothing out here takes one: what is wrong with it does not matter.
    if (request.is404) return refuseRoute(request, reply)
    log.error({ err: error, requestId: request.id }, 'unexpected error')
    return sendError(reply, 500, 'internal', 'An unexpected error occurred')
  })
}

function refuseRoute(request: FastifyRequest, reply: FastifyReply): void {
  sendError(reply, 404, 'not_found', `No route ${request.method} ${pathOf(request)}`)
}

/** By the prefix under which such a path lies. */
export type UnreadablePathAnswers = Record<string, (request: FastifyRequest, reply: FastifyReply) => void>

/** The path's percent-escapes make no text. */
export const UNREADABLE_PATH = 'The path holds a malformed percent-escape'

/** Answers requests whose path the router cannot read: by the prefix's own answer, or plainly. */
export function answerUnreadablePath(openRequest: OpenRequest, byPrefix: UnreadablePathAnswers) {
  const prefixes = Object.entries(byPrefix)
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    openRequest(request, reply)
    const answer = prefixes.find(([prefix]) => request.url.startsWith(`${prefix}/`))?.[1]
    if (answer !== undefined) answer(request, reply)
    else sendError(reply, 400, 'invalid_parameter', UNREADABLE_PATH)
  }
}
