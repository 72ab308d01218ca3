import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host on loopback that serves what it is given, each at a URL of its own. */
export async function startPictureHost() {
  const served = new Map<string, Buffer>()
  const host = createServer((request, reply) => {
    const bytes = served.get(request.url!)
    reply.writeHead(bytes === undefined ? 404 : 200).end(bytes)
  })
  await once(host.listen(0, '127.0.0.1'), 'listening')
  const base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  return {
    /** Serves these bytes until `close`, and gives their URL. */
    serve(bytes: Buffer): string {
      const path = `/${served.size}`
      served.set(path, bytes)
      return base + path
    },
    close() {
      host.closeAllConnections()
      host.close()
    },
  }
}
