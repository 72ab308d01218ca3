import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HostCheck } from '../http/allowed-hosts.js'
import { bodyText, type JsonBodyError, parseJsonBody } from '../http/json-body.js'
import { BodyEncodingError, encodingOf, RouteNotFoundError } from '../http/request-errors.js'
import { type Authenticate, decorateSandbox } from './authenticate.js'
import { holdBody, inTurn } from './hold-body.js'

/** What a surface does its own way. */
export interface SurfaceOptions {
  authenticate: Authenticate
  checkHost: HostCheck
  /** Answers in the surface's own words for whatever went wrong. */
  answerError: (error: Error, request: FastifyRequest, reply: FastifyReply) => void | Promise<void>
  /** Runs once the key is good. */
  onAuthenticated?: (request: FastifyRequest) => void
  /** Sees the text of every body, JSON or not, before it is taken. */
  onBody?: (request: FastifyRequest, text: string, error?: JsonBodyError) => void
  /** Whether no text at all counts as no body: many clients declare JSON on a DELETE that has none. */
  emptyBodyAllowed: boolean
}

/**
 * What the two surfaces share, in the order in which it runs: the key, then the host, then the route, then the JSON body, and whatever
 * goes wrong on the way. Called in the scope of a surface.
 */
export function configureSurface(app: FastifyInstance, options: SurfaceOptions): void {
  const { authenticate, checkHost, answerError, onAuthenticated, onBody, emptyBodyAllowed } = options
  decorateSandbox(app)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    inTurn(bytes.length, () => {
      const { text, error: notUtf8 } = bodyText(bytes)
      if (text === '' && emptyBodyAllowed) return done(null)
      let body: unknown
      try {
        if (notUtf8 !== undefined) throw notUtf8
        body = parseJsonBody(text)
      } catch (error) {
        onBody?.(request, text, error as JsonBodyError)
        return done(error as JsonBodyError)
      }
      onBody?.(request, text)
      done(null, body)
    })
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply))
  const refuseRoute = (request: FastifyRequest, reply: FastifyReply) =>
    answerError(new RouteNotFoundError(request), request, reply)
  // Fastify would read the body of a request without a route; the hook answers it first. This makes the hook run for it.
  app.setNotFoundHandler(refuseRoute)
  app.addHook('onRequest', (request, reply, done) => {
    if (!authenticate(request, reply) || !holdBody(request, reply)) return
    onAuthenticated?.(request)
    const otherHost = checkHost(request)
    if (otherHost !== undefined) return void answerError(otherHost, request, reply)
    if (request.is404) return refuseRoute(request, reply)
    const encoding = encodingOf(request)
    if (encoding !== undefined) answerError(new BodyEncodingError(encoding), request, reply)
    else done()
  })
}
