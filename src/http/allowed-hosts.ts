import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../domain/refusal.js'
import { sendRefusal } from './envelope.js'
import { isLoopback } from './is-loopback.js'

/** The request's Host is not one by which this server may be called; the message is for the client. */
export class HostNotAllowedError extends Error {
  override name = 'HostNotAllowedError'

  constructor() {
    super('The Host header names a host that this server does not answer to: list it in ALLOWED_HOSTS')
  }
}

/** What is wrong with the request's Host, if anything. */
export type HostCheck = (request: FastifyRequest) => HostNotAllowedError | undefined

export interface AllowedHosts {
  /** Host names, each alone; one that begins with a dot stands for itself and all below it, and `*` for any. */
  readonly listed: readonly string[]
  /** The address that is listened on. */
  readonly listeningOn: string
  /** Where clients reach the server, if that is known. */
  readonly publicUrl: string
}

/**
 * Against DNS rebinding: a page whose name is made to resolve to this machine has a name of its own in the Host header.
 * Vite's `server.allowedHosts` is the model: IP literals and `localhost` are always good. Nothing listed, a server that
 * others can reach answers to any name.
 */
export function hostCheck({ listed, listeningOn, publicUrl }: AllowedHosts): HostCheck {
  if (listed.includes('*') || (listed.length === 0 && !isLoopback(listeningOn))) return () => undefined
  const names = new Set(['localhost', ...listed.filter((name) => !name.startsWith('.'))])
  if (publicUrl !== '') names.add(new URL(publicUrl).hostname)
  const suffixes = listed.filter((name) => name.startsWith('.'))
  for (const suffix of suffixes) names.add(suffix.slice(1))
  const isAllowed = (host: string) => {
    const name = hostNameOf(host)
    return isIP(name) > 0 || names.has(name) || suffixes.some((suffix) => name.endsWith(suffix))
  }
  // Clients seldom change it.
  let lastGood = ''
  return ({ headers: { host = '' } }) => {
    // No page can leave it out; HTTP/1.0 and hand-made requests do.
    if (host === '' || host === lastGood) return undefined
    if (!isAllowed(host)) return new HostNotAllowedError()
    lastGood = host
    return undefined
  }
}

/** Without the port and an IPv6 literal's brackets, in lower case. */
function hostNameOf(host: string): string {
  return host
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
}

/** A hook that refuses such requests outside the two surfaces, which have an order of checks of their own. */
export function refuseOtherHosts(checkHost: HostCheck) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const error = checkHost(request)
    if (error === undefined) done()
    else sendRefusal(reply, refusal('host-not-allowed', error.message))
  }
}
