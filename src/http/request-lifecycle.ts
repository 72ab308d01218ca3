import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { maskKeys } from '../domain/mask-keys.js'
import { type Connections, endReply } from './connections.js'
import { RULE_HEADER } from './envelope.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** When the request came in, in milliseconds of `performance.now()`. */
    startedAt: number
    /** Runs once when the reply is over, however it ended: sent, cut off or abandoned. */
    onReplyClosed?: ((request: FastifyRequest) => void) | null
    /** Runs when the rest of the request is no HTTP or does not come in time, with what is answered to that. */
    onParseError?: ((request: FastifyRequest, status: number, body: string, why: string) => Promise<void>) | null
  }
}

export const ID_HEADER = 'x-request-id'
/** In every reply: what is no page is never taken for one. */
export const NOSNIFF_HEADER = 'x-content-type-options'

/** Gives requests their fields ahead; the few whose path the router cannot read come without. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('startedAt', 0)
  app.decorateRequest('heldBytes', 0)
  app.decorateRequest('onReplyClosed', null)
  app.decorateRequest('onParseError', null)
}

/** Told of every request once its reply is over, however it ended. */
export type RequestObserver = (request: FastifyRequest, reply: FastifyReply) => void

/** Gives a request its id in the reply, and has its observers told when it is over. */
export type OpenRequest = (request: FastifyRequest, reply: FastifyReply) => void

/** What stands for the key of a request in the server's log, if it has a good one. */
export type KeyName = (request: FastifyRequest) => string | undefined

export function requestOpener(connections: Connections, observers: readonly RequestObserver[]): OpenRequest {
  return (request, reply) => {
    request.startedAt = performance.now()
    reply.header(ID_HEADER, request.id)
    reply.header(NOSNIFF_HEADER, 'nosniff')
    const connection = connections.begin(reply)
    // Fastify makes every reply its connection's last while it closes; what the client has sent ahead is still answered.
    if (connection !== undefined && connection.waiting.length > 0) reply.raw.removeHeader('connection')
    reply.raw.on('close', () => {
      if (connection !== undefined) endReply(connection, reply)
      if (request.heldBytes > 0) request.server.budget.give(request.heldBytes)
      request.onReplyClosed?.(request)
      for (const observe of observers) observe(request, reply)
    })
  }
}

/** What the server's log tells of a request; what there is not is left out. */
export interface RequestLine {
  readonly requestId: string
  readonly method: string
  readonly path: string
  /** null where no reply was sent to its end. */
  readonly status: number | null
  readonly durationMs: number
  readonly rule: string | undefined
  readonly accountId: string | undefined
  /** What stands for its key. */
  readonly key: string | undefined
}

/** Writes the line of a request, if the log is kept at that level. */
export type LogRequest = (level: 'info' | 'debug', line: RequestLine) => void

/** Gives every request its line in the server's log. */
export function requestLogger(logRequest: LogRequest, keyName: KeyName): RequestObserver {
  return (request, reply) => {
    const { raw } = reply
    // Asked for every few seconds by whatever watches over the process.
    const level = WATCHED.test(request.url) ? 'debug' : 'info'
    logRequest(level, {
      requestId: request.id,
      method: request.method,
      path: pathOf(request),
      status: raw.writableFinished ? raw.statusCode : null,
      durationMs: elapsedMs(request.startedAt),
      rule: reply.getHeader(RULE_HEADER) as string | undefined,
      accountId: accountOf(request),
      key: keyName(request),
    })
  }
}

const WATCHED = /^\/(?:health|metrics)(?:[?#]|$)/

function accountOf({ params }: FastifyRequest): string | undefined {
  const { accountId } = (params ?? {}) as { accountId?: string }
  return accountId && maskKeys(accountId)
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

export function elapsedMs(since: number): number {
  return Math.round((performance.now() - since) * 100) / 100
}
