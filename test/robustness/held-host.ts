import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Test } from 'tap'

/** A server that ends with the test; resolves to its URL. */
export async function listening(t: Test, server: Server): Promise<string> {
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A picture host that begins its answer as it is told and then says no more. */
export async function heldHost(t: Test, begin: (reply: ServerResponse) => void) {
  const server = createServer((_, reply) => begin(reply))
  const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const connected = once(server, 'connection') as Promise<[Socket]>
  return {
    url: await listening(t, server),
    /** Resolves when it has been asked for a picture. */
    asked,
    /** Resolves when the connection on which it was asked has ended. */
    left: connected.then(async ([socket]) => {
      if (!socket.closed) await once(socket, 'close')
    }),
  }
}
