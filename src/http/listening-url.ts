import { type AddressInfo, isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Where a listening server is reached from this machine, without a trailing slash. */
export function listeningUrl(app: FastifyInstance): string {
  const { address, port } = app.server.address() as AddressInfo
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`
}
