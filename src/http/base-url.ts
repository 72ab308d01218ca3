import type { FastifyRequest } from 'fastify'

/** A Host header that can stand in a URL as it is, if it makes one at all; anything else is not echoed. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/** Where this server is as its client sees it, without a trailing slash: the set URL, else the request's own. */
export function baseUrl(request: FastifyRequest, publicUrl: string): string {
  if (publicUrl !== '') return publicUrl
  const base = `${request.protocol}://${request.host}`
  return HOST.test(request.host) && URL.canParse(base) ? base : `http://localhost:${request.socket.localPort}`
}
