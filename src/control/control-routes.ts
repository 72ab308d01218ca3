import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { VerifiedRules } from '../domain/verified.js'
import type { HostCheck } from '../http/allowed-hosts.js'
import { MalformedPathError } from '../http/request-errors.js'
import type { Pictures } from '../pictures/types.js'
import { type Authenticate, tellOpened } from '../surface/authenticate.js'
import { configureSurface } from '../surface/surface.js'
import { accountRoutes } from './account-routes.js'
import { clockRoutes } from './clock-routes.js'
import { controlErrorHandler, invalid } from './control-errors.js'
import { eventRoutes } from './event-routes.js'
import { faultRoutes } from './fault-routes.js'
import { requestRoutes } from './request-routes.js'
import { ruleRoutes } from './rule-routes.js'
import { stateRoutes } from './state-routes.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** In bytes; 0 where there is none. */
    bodyLength: number
  }
}

export interface ControlOptions {
  pictures: Pictures
  authenticate: Authenticate
  checkHost: HostCheck
  /** What a conformance report says of each rule. */
  verified: VerifiedRules
  log: FastifyBaseLogger
}

const NO_STORE = ['cache-control', 'no-store'] as const

/** Everything under `/_sandbox`: a key puts its own sandbox into any state. Registered with that prefix. */
export const controlRoutes: FastifyPluginAsyncTypebox<ControlOptions> = async (app, options) => {
  const { pictures, authenticate, checkHost, verified, log } = options
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header(...NO_STORE)
    done()
  })
  app.decorateRequest('bodyLength', 0)
  configureSurface(app, {
    authenticate,
    checkHost,
    answerError: controlErrorHandler(log),
    emptyBodyAllowed: true,
    onBody: (request, text) => {
      request.bodyLength = Buffer.byteLength(text)
    },
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const { body, routeOptions } = request
    const accepted = routeOptions.schema?.body !== undefined || body === undefined || isEmptyObject(body)
    done(accepted ? undefined : invalid('This call takes no body'))
  })
  app.addHook('onSend', async (request, reply) => tellOpened(request, reply))
  for (const routes of [stateRoutes, accountRoutes]) await app.register(routes, { pictures })
  for (const routes of [clockRoutes, faultRoutes, requestRoutes, eventRoutes]) await app.register(routes)
  await app.register(ruleRoutes, { verified })
}

/** What clients send that always send JSON. */
function isEmptyObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0
}

/** Answers a request whose path the router could not even read: the key and the host still come first. */
export function refuseMalformedControlPath({
  authenticate,
  checkHost,
  log,
}: Pick<ControlOptions, 'authenticate' | 'checkHost' | 'log'>) {
  const answerError = controlErrorHandler(log)
  return (request: FastifyRequest, reply: FastifyReply): void => {
    reply.header(...NO_STORE)
    if (!authenticate(request, reply)) return
    tellOpened(request, reply)
    answerError(checkHost(request) ?? new MalformedPathError(), request, reply)
  }
}
