import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Long enough for a request that is on its way, too short for anybody to wait for. */
const GRACE_MS = 50

/**
 * Ends the connections on which nothing has been asked when the server closes, for Node waits for them as if they were
 * busy. Browsers open such ones ahead of need, and `fetch` does when one of its calls is aborted.
 */
export function endUnusedConnections(app: FastifyInstance, open: ReadonlySet<Socket>): void {
  const endIfUnused = (socket: Socket) => {
    const timer = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy()
    }, GRACE_MS)
    socket.once('close', () => clearTimeout(timer))
  }
  app.addHook('preClose', (done) => {
    app.server.on('connection', endIfUnused)
    for (const socket of open) if (socket.bytesRead === 0) endIfUnused(socket)
    done()
  })
}
