import type { FastifyRequest } from 'fastify'
import type { TrustsProxy } from './trusted-proxies.js'

/** A Host header that can stand in a URL as it is, if it makes one at all; anything else is not echoed. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/
/** A path without dots alone between its slashes, which a client would take for steps. */
const PREFIX = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/

/** The origin that was last made: clients seldom change their Host, and parsing a URL costs more than all else here. */
const last = { protocol: '', host: '', origin: '' }

/** Undefined where the Host makes no URL. */
function originOf(protocol: string, host: string): string | undefined {
  if (host !== last.host || protocol !== last.protocol) {
    if (!HOST.test(host) || !URL.canParse(`http://${host}`)) return undefined
    Object.assign(last, { protocol, host, origin: `${protocol === 'https' ? 'https' : 'http'}://${host}` })
  }
  return last.origin
}

/** Where this server is as the client of a request sees it, without a trailing slash. */
export type BaseUrl = (request: FastifyRequest) => string

/**
 * The URL that is set, else the request's own: its Host, or what a trusted proxy says by X-Forwarded-Host, -Proto (both
 * read by Fastify) and -Prefix.
 */
export function baseUrl(publicUrl: string, trustsProxy: TrustsProxy): BaseUrl {
  if (publicUrl !== '') return () => publicUrl
  return (request) => {
    const { host, protocol, socket } = request
    const origin = originOf(protocol, host) ?? `http://localhost:${socket.localPort}`
    const trusted = typeof trustsProxy === 'boolean' ? trustsProxy : trustsProxy(socket.remoteAddress)
    return trusted ? origin + forwardedPrefix(request) : origin
  }
}

/** Of several, the one that the proxy nearest to this server has added. */
function forwardedPrefix({ headers }: FastifyRequest): string {
  const prefix = headers['x-forwarded-prefix']
  const nearest = String(prefix ?? '')
    .split(',')
    .at(-1)!
    .trim()
    .replace(/\/+$/, '')
  return PREFIX.test(nearest) ? nearest : ''
}
