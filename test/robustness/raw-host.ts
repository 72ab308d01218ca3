import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

/** A host of raw connections, below HTTP, that ends with the test. */
export async function rawHost(t: Test, answer: (socket: Socket) => void) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    answer(socket)
  })
  t.teardown(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.jpg`,
    /** How many connections are open. */
    open: () => open.size,
  }
}
