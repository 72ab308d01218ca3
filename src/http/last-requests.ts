import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Node's note of the reply that is under way on a connection. */
type BusySocket = Socket & { _httpMessage?: ServerResponse | null }

/**
 * Node hangs up on idle connections as soon as the server closes, and so on every client that has just sent its next
 * request. Here each of them has so long to send one more, whose reply tells it that the connection ends.
 */
export function awaitLastRequests(app: FastifyInstance, graceMs: number): void {
  const open = new Set<BusySocket>()
  app.server.on('connection', (socket: BusySocket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', (done) => {
    let idle = 0
    const timer = setTimeout(done, graceMs)
    const ended = () => {
      idle -= 1
      if (idle > 0) return
      clearTimeout(timer)
      done()
    }
    for (const socket of open) {
      const reply = socket._httpMessage
      if (reply) {
        // Fastify says so itself in the replies to requests that are still to come.
        if (!reply.headersSent) reply.setHeader('connection', 'close')
      } else {
        idle += 1
        socket.once('close', ended)
      }
    }
    if (idle === 0) {
      idle = 1
      ended()
    }
  })
}
