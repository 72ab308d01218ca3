import type { LookupFunction } from 'node:net'

/** A lookup that knows no host: random URLs must not reach for the network. */
export const noSuchHost: LookupFunction = (hostname, _options, callback) => {
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
  process.nextTick(callback, error, [])
}
