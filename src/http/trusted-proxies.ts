import { BlockList, isIP } from 'node:net'

/** Whether a request that comes from that address may say for whom, by X-Forwarded-* headers; the same for all if a boolean. */
export type TrustsProxy = boolean | ((address: string | undefined) => boolean)

/** A boolean says so of everybody; else those addresses and ranges, as in `10.0.0.0/8`. */
export function trustedProxies(trusted: boolean | readonly string[]): TrustsProxy {
  if (typeof trusted === 'boolean') return trusted
  const list = new BlockList()
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (address) => {
    // A socket that takes both families shows IPv4 so.
    const plain = String(address).replace(/^::ffff:(?=\d+\.)/i, '')
    return isIP(plain) > 0 && list.check(plain, familyOf(plain))
  }
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
