import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answerTooLate } from './client-errors.js'
import type { Connections } from './connections.js'
import { settledWithin } from './settled-within.js'

/** Long enough for a request that is on its way, too short for anybody to wait for. */
const UNUSED_GRACE_MS = 50

/**
 * Lets clients finish when the server closes. Node hangs up on idle connections at once, and so on every client that has
 * just sent its next request. Here each of them has `graceMs` to send one more, whose reply says that the connection ends.
 */
export function closeGracefully(app: FastifyInstance, connections: Connections, graceMs: number): void {
  app.addHook('preClose', async () => {
    app.server.on('connection', endIfUnused)
    for (const [socket] of connections.all()) if (socket.bytesRead === 0) endIfUnused(socket)
    await settledWithin(graceMs, Promise.all(idleConnections(connections)))
    app.server.closeIdleConnections()
    // Node no longer watches for slow clients once it closes, and would wait for the rest of a request without end.
    for (const [socket, { reply }] of connections.all()) {
      const arriving = socket.bytesRead > 0 && reply?.request.raw.complete !== true
      if (arriving) await answerTooLate(socket, connections)
    }
    // A connection that falls idle from now on is closed instead of being kept for more.
    app.server.keepAliveTimeout = 1
  })
}

/** The ends of the connections on which nothing is under way; the other replies are made to be their connections' last. */
function idleConnections(connections: Connections): Promise<void>[] {
  const idle: Promise<void>[] = []
  for (const [socket, { reply, waiting }] of connections.all()) {
    if (reply === undefined) idle.push(new Promise((resolve) => socket.once('close', () => resolve())))
    // Fastify says so itself in the replies to requests that are still to come.
    else if (!reply.raw.headersSent && waiting.length === 0) reply.raw.setHeader('connection', 'close')
  }
  return idle
}

/**
 * Ends a connection on which nothing is asked. Node waits for those as if they were busy; browsers open them ahead of
 * need, and `fetch` does when one of its calls is aborted.
 */
function endIfUnused(socket: Socket): void {
  const timer = setTimeout(() => {
    if (socket.bytesRead === 0) socket.destroy()
  }, UNUSED_GRACE_MS)
  socket.once('close', () => clearTimeout(timer))
}
