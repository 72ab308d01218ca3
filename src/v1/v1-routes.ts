import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { VerifiedRules } from '../domain/verified.js'
import type { HostCheck } from '../http/allowed-hosts.js'
import { MalformedPathError } from '../http/request-errors.js'
import type { Authenticate } from '../surface/authenticate.js'
import { configureSurface } from '../surface/surface.js'
import { accountRoute } from './account-route.js'
import { keptText } from './kept-text.js'
import { beginLogging } from './record-request.js'
import { type UpdateOptions, updateRoute } from './update-route.js'
import { v1ErrorHandler } from './v1-errors.js'

export interface V1Options extends UpdateOptions {
  authenticate: Authenticate
  checkHost: HostCheck
  /** What a conformance report says of each rule. */
  verified: VerifiedRules
  log: FastifyBaseLogger
}

/** Everything under `/v1`: what the vendor's clients see. Registered with that prefix. */
export const v1Routes: FastifyPluginAsyncTypebox<V1Options> = async (app, options) => {
  app.decorateRequest('logging')
  configureSurface(app, {
    authenticate: options.authenticate,
    checkHost: options.checkHost,
    answerError: v1ErrorHandler(options.log),
    onAuthenticated: (request) => beginLogging(request, options.verified),
    // The log shows a body as it came; one that is no JSON, as a string.
    onBody: (request, text, error) => {
      request.logging.requestBody = keptText(error === undefined ? text : JSON.stringify(text))
    },
    emptyBodyAllowed: false,
  })
  const { pictures, delays, baseUrl } = options
  await app.register(updateRoute, { pictures, delays, baseUrl })
  await app.register(accountRoute, { delays, baseUrl })
}

/** Answers a request whose path the router could not even read: the key and the host still come first. */
export function refuseMalformedV1Path({
  authenticate,
  checkHost,
  verified,
  log,
}: Pick<V1Options, 'authenticate' | 'checkHost' | 'verified' | 'log'>) {
  const answerError = v1ErrorHandler(log)
  return (request: FastifyRequest, reply: FastifyReply): void => {
    if (!authenticate(request, reply)) return
    beginLogging(request, verified)
    answerError(checkHost(request) ?? new MalformedPathError(), request, reply)
  }
}
