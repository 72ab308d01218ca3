import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { ByteBudget, HELD_LIMIT } from './byte-budget.js'
import { answerClientError } from './client-errors.js'
import { Connections } from './connections.js'
import { originCheck } from './cors.js'
import { closeGracefully } from './graceful-close.js'
import { hangUpOnStalled } from './progress-clock.js'
import { decorateRequests, type RequestObserver, requestOpener } from './request-lifecycle.js'
import { answerUnreadablePath, rootErrors, type UnreadablePathResponses } from './root-errors.js'
import type { TrustsProxy } from './trusted-proxies.js'
import { validatorCompiler } from './validator-compiler.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the server has begun to close. */
    closing: boolean
  }
}

/** How long a client may take over the headers, and over the whole of a request. */
export interface ServerTimeouts {
  headersMs: number
  requestMs: number
  /** How often the two are checked. */
  checkMs: number
  /** How long a client may make no progress; 20 s unless given. */
  progressMs?: number
  /** How long a connection may rest between two requests; 72 s unless given. */
  keepAliveMs?: number
}

/** The most bytes of a body where a route says nothing else. */
export const BODY_LIMIT = 64 * 1024

const TIMEOUTS: ServerTimeouts = { headersMs: 15_000, requestMs: 30_000, checkMs: 5_000 }

export interface ServerOptions {
  log: FastifyBaseLogger
  /** Who is told of every request once it is over. */
  observers: readonly RequestObserver[]
  unreadablePaths: UnreadablePathResponses
  /** The origins whose pages may call the server; `*` for all. */
  corsOrigins: readonly string[]
  trustsProxy: TrustsProxy
  timeouts?: ServerTimeouts | undefined
  /** What the system would still give this process, in bytes. */
  memoryLeft: () => number
  /** How long clients have for a last request when the server closes. */
  graceMs: number
}

/** A Fastify server without routes whose every reply is ours, also where Node or Fastify would send one of their own. */
export function createServer(options: ServerOptions): FastifyInstance {
  const {
    log,
    observers,
    unreadablePaths,
    corsOrigins,
    trustsProxy,
    timeouts = TIMEOUTS,
    graceMs,
    memoryLeft,
  } = options
  const budget = new ByteBudget(HELD_LIMIT, memoryLeft)
  const connections = new Connections(budget)
  const openRequest = requestOpener(connections, observers)
  const answerOrigin = originCheck(corsOrigins, log)
  // Whether that has answered the request.
  const beginRequest = (request: FastifyRequest, reply: FastifyReply) => {
    openRequest(request, reply)
    return answerOrigin(request, reply)
  }
  const app: FastifyInstance = Fastify({
    // Fastify itself logs nothing, and so listens to no reply and makes no logger for each request.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustsProxy,
    genReqId: () => randomUUID(),
    // A client that takes this server for a proxy names it in the request line.
    rewriteUrl: ({ url = '/' }) => (url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '') || '/'),
    // Longer than any header can be: an over-long id is an unknown account, not an unknown route.
    routerOptions: { maxParamLength: 100_000 },
    // What arrives on an open connection while the server closes is answered like any other call.
    return503OnClosing: false,
    bodyLimit: BODY_LIMIT,
    serverFactory: (handler) => {
      const server = createHttpServer(
        {
          headersTimeout: timeouts.headersMs,
          requestTimeout: timeouts.requestMs,
          connectionsCheckingInterval: timeouts.checkMs,
          // `hangUpOnStalled` sees to connections that nothing is asked on any more.
          keepAliveTimeout: 0,
          // Node would answer with a bare 400 of its own.
          requireHostHeader: false,
        },
        connections.oneByOne(handler),
      )
      connections.track(server)
      return server
    },
    clientErrorHandler: (error, socket) => void answerClientError(error, socket, connections),
    frameworkErrors: answerUnreadablePath(beginRequest, unreadablePaths),
  })
  app.decorate('budget', budget)
  // An expectation that is not known is let be, where Node would answer with a bare 417 of its own.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  // Fastify's own would coerce, and take a start's time to make.
  app.setValidatorCompiler(validatorCompiler)
  // Replies are built field by field; a serializer for each schema would cost every start and gain nothing.
  app.setSerializerCompiler(() => JSON.stringify)
  decorateRequests(app)
  rootErrors(app, log)
  app.addHook('onRequest', (request, reply, done) => {
    if (!beginRequest(request, reply)) done()
  })
  app.decorate('connections', connections)
  app.decorate('closing', false)
  app.addHook('preClose', async () => {
    app.closing = true
  })
  hangUpOnStalled(app, connections, timeouts)
  closeGracefully(app, connections, graceMs)
  return app
}
