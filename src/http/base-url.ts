import type { FastifyRequest } from 'fastify'

/** A Host header that can stand in a URL as it is, if it makes one at all; anything else is not echoed. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/** The Host that was last found good: clients seldom change it, and parsing a URL costs more than all else here. */
let lastGood = ''

function isGood(host: string): boolean {
  if (host === lastGood) return true
  if (!HOST.test(host) || !URL.canParse(`http://${host}`)) return false
  lastGood = host
  return true
}

/** Where this server is as its client sees it, without a trailing slash: the set URL, else the request's own. */
export function baseUrl(request: FastifyRequest, publicUrl: string): string {
  if (publicUrl !== '') return publicUrl
  const { host } = request
  return isGood(host) ? `${request.protocol}://${host}` : `http://localhost:${request.socket.localPort}`
}
