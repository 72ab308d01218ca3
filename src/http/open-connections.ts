import type { Server } from 'node:http'
import type { BusySocket } from './client-errors.js'

/** The connections that a server has open at any moment. */
export function openConnections(server: Server): ReadonlySet<BusySocket> {
  const open = new Set<BusySocket>()
  server.on('connection', (socket: BusySocket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return open
}
