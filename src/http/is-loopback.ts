import ipaddr from 'ipaddr.js'

/** Whether nobody but this machine reaches a server that listens on that address or name, however it is written. */
export function isLoopback(host: string): boolean {
  if (!ipaddr.isValid(host)) return host.toLowerCase() === 'localhost'
  // Of an IPv4 address in IPv6's form it is the IPv4 address that counts.
  return ipaddr.process(host).range() === 'loopback'
}
