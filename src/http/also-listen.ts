import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Lets a server that is about to be ready listen on further addresses once it listens on one. Gives back how. */
export function furtherAddresses(app: FastifyInstance): (address: string, port: number) => Promise<void> {
  const listening: Server[] = []
  let closed: Promise<unknown> = Promise.resolve()
  // Last of all that is done before the server itself takes no more.
  app.addHook('preClose', async () => {
    closed = Promise.all(listening.map((server) => once(server.close(), 'close')))
  })
  app.addHook('onClose', async () => void (await closed))
  return async (address, port) => {
    // As Node's own HTTP servers are.
    const options = { allowHalfOpen: true, noDelay: true }
    const server = createServer(options, (socket) => app.server.emit('connection', socket))
    await once(server.listen(port, address), 'listening')
    listening.push(server)
  }
}
