import type { FastifyInstance } from 'fastify'
import { answerClientError, type BusySocket } from './client-errors.js'

const TOO_LATE = Object.assign(new Error('The server closes'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

/**
 * Node hangs up on idle connections as soon as the server closes, and so on every client that has just sent its next
 * request. Here each of them has so long to send one more, whose reply tells it that the connection ends.
 */
export function awaitLastRequests(app: FastifyInstance, open: ReadonlySet<BusySocket>, graceMs: number): void {
  app.addHook('preClose', async () => {
    const idle: Promise<void>[] = []
    for (const socket of open) {
      const reply = socket._httpMessage
      if (!reply) idle.push(new Promise((resolve) => socket.once('close', () => resolve())))
      // Fastify says so itself in the replies to requests that are still to come.
      else if (!reply.headersSent) reply.setHeader('connection', 'close')
    }
    await settledWithin(graceMs, Promise.all(idle))
    app.server.closeIdleConnections()
    // Node no longer watches for slow clients once it closes, and would wait for the rest of a request without end.
    for (const socket of open) {
      if (socket.bytesRead > 0 && socket._httpMessage?.req.complete !== true) answerClientError(TOO_LATE, socket)
    }
  })
}

function settledWithin(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    work.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
