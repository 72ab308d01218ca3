import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Agent, setGlobalDispatcher } from 'undici'

/** A server where many apps keep their sandboxes, for a run of the suite over two apps in turn. */
export const TEST_STORE_URL = process.env.TEST_STORE_URL ?? ''

// Each call on a connection of its own, so that connections in turn are calls in turn.
if (TEST_STORE_URL !== '') setGlobalDispatcher(new Agent({ pipelining: 0 }))

/** A port behind which these ports of loopback take connections in turn, byte by byte as they come. */
export async function inTurn(ports: readonly number[]): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer({ allowHalfOpen: true }, (client) => {
    turn += 1
    const app = connect({ port: ports[turn % ports.length]!, host: '127.0.0.1', allowHalfOpen: true })
    for (const [one, other] of [
      [client, app],
      [app, client],
    ] as const) {
      sockets.add(one)
      one.setNoDelay(true)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        // What has been written still arrives; what is still being sent is of no use to anybody.
        if (one.errored || !one.readableEnded) other.resetAndDestroy()
        else other.end()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
