import type { ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maskKeys } from '../domain/mask-keys.js'
import { sendRefusal } from '../http/envelope.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import type { Lease, SandboxRegistry } from '../store/memory/memory-registry.js'
import type { KeyCheck } from './api-key.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The use that this request makes of its key's sandbox, once the key has been checked. */
    lease?: Lease | null
    /** When the request came in, in milliseconds of `performance.now()`. */
    startedAt: number
    /** Run once when the reply is over, however it ends, while the sandbox is still in use. */
    whenClosed?: ((request: FastifyRequest) => void) | null
    /** Run when the rest of the request turns out to be no HTTP or does not come, with what is answered to that. */
    whenBroken?: ((request: FastifyRequest, status: number, body: string, why: string) => void) | null
  }
}

export const ID_HEADER = 'x-request-id'

/** Gives requests their fields ahead; the few whose path the router cannot read come without. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('lease', null)
  app.decorateRequest('startedAt', 0)
  app.decorateRequest('whenClosed', null)
  app.decorateRequest('whenBroken', null)
}

/** The path of a request, without its query. */
export function rawPathOf({ url }: FastifyRequest): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

/** The path of a request, without its query and without anything that looks like a key. */
export function pathOf(request: FastifyRequest): string {
  return maskKeys(rawPathOf(request))
}

/** The sandbox of a request whose key has been checked. */
export function sandboxOf(request: FastifyRequest): Sandbox {
  return request.lease!.sandbox
}

export function elapsedMs(since: number): number {
  return Math.round((performance.now() - since) * 100) / 100
}

/** Gives a request its id in the reply, and a line in the server's log when it is over. */
export type OpenRequest = (request: FastifyRequest, reply: FastifyReply) => void

const REQUEST = Symbol('request')
type KnownReply = ServerResponse & { [REQUEST]?: FastifyRequest }

/** The request that a reply under way answers, once it has been opened. */
export function requestOf(reply: KnownReply | null | undefined): FastifyRequest | undefined {
  return reply?.[REQUEST]
}

/** With a `log`, every request has its line there. */
export function requestOpener(registry: SandboxRegistry, log: FastifyBaseLogger | undefined): OpenRequest {
  // One for all requests, instead of one made for each.
  function close(this: KnownReply): void {
    const request = this[REQUEST]!
    request.whenClosed?.(request)
    if (request.lease) registry.release(request.lease)
    if (log) logRequest(log, request, this)
  }
  return (request, reply) => {
    request.startedAt = performance.now()
    reply.header(ID_HEADER, request.id)
    ;(reply.raw as KnownReply)[REQUEST] = request
    // 'close' comes once for every reply: sent, cut off or abandoned.
    reply.raw.on('close', close)
  }
}

function logRequest(log: FastifyBaseLogger, request: FastifyRequest, reply: ServerResponse): void {
  log.info(
    {
      requestId: request.id,
      method: request.method,
      path: pathOf(request),
      status: reply.writableFinished ? reply.statusCode : null,
      durationMs: elapsedMs(request.startedAt),
      // Left out of the line where it is undefined.
      key: request.lease?.keyHash,
    },
    'request',
  )
}

/** Checks the key and takes its sandbox into use; answers with 401, and says false, where there is no good key. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => boolean

export function authenticator(checkKey: KeyCheck, registry: SandboxRegistry): Authenticate {
  return (request, reply) => {
    const checked = checkKey(request.headers.authorization)
    if ('rule' in checked) {
      sendRefusal(reply, checked)
      return false
    }
    const { lease, opened } = registry.acquire(checked.key)
    request.lease = lease
    if (opened) reply.header('x-sandbox-opened', 'true')
    return true
  }
}
