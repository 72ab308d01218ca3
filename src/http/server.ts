import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { decorateRequests, type OpenRequest } from '../surface/request-context.js'
import { answerClientError } from './client-errors.js'
import { awaitLastRequests } from './graceful-close.js'
import { openConnections } from './open-connections.js'
import { requestIds } from './request-ids.js'
import { answerUnreadablePath, rootErrors, type UnreadablePathAnswers } from './root-errors.js'
import { endUnusedConnections } from './unused-connections.js'

/** How long a client may take over the headers, and over the whole of a request. */
export interface ServerTimeouts {
  headersMs: number
  requestMs: number
  /** How often the two are checked. */
  checkMs: number
}
const TIMEOUTS: ServerTimeouts = { headersMs: 15_000, requestMs: 30_000, checkMs: 5_000 }

export interface ServerDeps {
  log: FastifyBaseLogger
  openRequest: OpenRequest
  unreadablePaths: UnreadablePathAnswers
  timeouts?: ServerTimeouts | undefined
  /** How long clients have for a last request when the server closes. */
  graceMs: number
}

/** A Fastify server without routes whose every answer is ours, also where Node or Fastify would give one of their own. */
export function createServer(parts: ServerDeps): FastifyInstance {
  const { log, openRequest, unreadablePaths, timeouts = TIMEOUTS, graceMs } = parts
  const app: FastifyInstance = Fastify({
    // Fastify itself logs nothing, and so listens to no reply and makes no logger for each request.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    // A client that takes this server for a proxy names it in the request line.
    rewriteUrl: ({ url = '/' }) => (url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '') || '/'),
    // Longer than any header can be: an over-long id is an unknown account, not an unknown route.
    routerOptions: { maxParamLength: 100_000 },
    // What arrives on an open connection while the server closes is answered like any other call.
    return503OnClosing: false,
    requestTimeout: timeouts.requestMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
      // Node would answer with a bare 400 of its own.
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnreadablePath(openRequest, unreadablePaths),
  })
  // An expectation that is not known is let be, where Node would answer with a bare 417 of its own.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  // Replies are built field by field; a serializer for each schema would cost every start and gain nothing.
  app.setSerializerCompiler(() => JSON.stringify)
  decorateRequests(app)
  rootErrors(app, log)
  app.addHook('onRequest', (request, reply, done) => {
    openRequest(request, reply)
    done()
  })
  const open = openConnections(app.server)
  endUnusedConnections(app, open)
  awaitLastRequests(app, open, graceMs)
  app.addHook('preClose', (done) => {
    // A connection that falls idle from now on is closed instead of being kept for more.
    app.server.keepAliveTimeout = 1
    done()
  })
  return app
}
