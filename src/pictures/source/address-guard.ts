import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { PictureError } from '../picture-error.js'

const AZURE_METADATA = '168.63.129.16'
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/** Whether an address literal is one that the whole internet can reach. What cannot be parsed is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== AZURE_METADATA
  // Everything else is unassigned or embeds an IPv4 address (::/96 among them), whatever the tables call it.
  return parsed.match(GLOBAL_UNICAST) && !isIsatap(parsed)
}

/** ISATAP puts an IPv4 address behind 0:5efe or 200:5efe in the interface id of any prefix. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [high, low] = address.parts.slice(4)
  return low === 0x5efe && (high === 0 || high === 0x200)
}

/** Refuses a literal before anything is opened: no lookup sees those. */
export function refusePrivateLiteral(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw notPublic(`${address} is not a public address`)
}

/**
 * A lookup whose addresses are all public (unless private ones are allowed), or which fails. The connection is made to
 * the very addresses that were checked here, so that a name which changes its answer from one lookup to the next gains
 * nothing.
 */
export function guardedLookup(lookup: LookupFunction, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = found as LookupAddress[]
      // node:net throws where nobody can catch it when a lookup finds nothing and says so.
      if (addresses.length === 0) return callback(Object.assign(new Error('No addresses'), { code: 'ENOTFOUND' }), [])
      const hidden = allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address))
      if (hidden === undefined) return callback(null, addresses)
      // Which address it is stays with us: a stranger could read our name server through the refusals.
      callback(notPublic(`${hostname} resolves to an address that is not public`), [])
    })
  }
}

function notPublic(what: string): PictureError {
  return new PictureError(
    'picture-not-public',
    `profilePictureUrl must be publicly accessible: ${what} (ALLOW_PRIVATE_PICTURE_URLS=true allows it)`,
  )
}
