import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { maskKeys } from '../domain/mask-keys.js'
import { ID_HEADER } from './request-lifecycle.js'

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const ALLOWED_HEADERS = 'authorization, content-type, last-event-id'
const EXPOSED_HEADERS = `${ID_HEADER}, x-sandbox-rule, x-sandbox-opened`
const HINT =
  'A page of another origin calls this server, and its browser will not let it: set CORS_ORIGIN to that origin'

/** Says in the reply what a page of another origin may do with it, and answers preflights; whether it has done that. */
type OriginCheck = (request: FastifyRequest, reply: FastifyReply) => boolean

/**
 * Lets pages of those origins (`*`: of all) call the server, and answers their preflights before the key is asked for. To
 * all others a preflight is an ordinary call, and the log says once what they need.
 */
export function originCheck(origins: readonly string[], log: FastifyBaseLogger): OriginCheck {
  const any = origins.includes('*')
  const varies = origins.length > 0 && !any
  let hinted = false
  return (request, reply) => {
    const { origin } = request.headers
    // The reply depends on it also where this request has none.
    if (varies) reply.header('vary', 'Origin')
    if (origin === undefined) return false
    const preflight = isPreflight(request)
    if (any || origins.includes(origin)) {
      reply.header('access-control-allow-origin', any ? '*' : origin)
      reply.header('access-control-expose-headers', EXPOSED_HEADERS)
      if (preflight) answerPreflight(request, reply)
      return preflight
    }
    if (preflight && !hinted) {
      hinted = true
      log.warn({ origin: maskKeys(origin).slice(0, 200) }, HINT)
    }
    return false
  }
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply): void {
  // A page from elsewhere that calls a server on the same machine or network is asked about that too.
  if (headers['access-control-request-private-network'] === 'true') {
    reply.header('access-control-allow-private-network', 'true')
  }
  reply
    .code(204)
    .header('access-control-allow-methods', METHODS)
    .header('access-control-allow-headers', ALLOWED_HEADERS)
    .header('access-control-max-age', '600')
    .send()
}
