import { lookup } from 'node:dns/promises'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { furtherAddresses } from './http/also-listen.js'
import { SettingError, type Settings } from './settings.js'

/** Begins to serve. Throws SettingError where the address cannot be listened on, SeedError for a picture in the seed. */
export async function listen(
  app: FastifyInstance,
  { HOST: host, PORT: port }: Settings,
  addressesOf = localAddresses,
): Promise<void> {
  const alsoListen = furtherAddresses(app)
  // What goes wrong before is not the address's.
  await app.ready()
  try {
    const addresses = await addressesOf(host)
    const first = await listenOnFirst(app, addresses, port)
    // A machine may have a name for an address that it does not have.
    for (const other of addresses.slice(addresses.indexOf(first) + 1)) {
      await alsoListen(other, (app.server.address() as AddressInfo).port).catch(() => {})
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new SettingError(`PORT must be a free port: ${port} on ${host} is taken`)
    throw new SettingError(`HOST and PORT must be an address to listen on: ${message}`)
  }
}

/** Listens on the first of them that the machine has, and gives it back. */
async function listenOnFirst(app: FastifyInstance, addresses: readonly string[], port: number): Promise<string> {
  const [first, ...others] = addresses
  try {
    await app.listen({ host: first!, port })
    return first!
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRNOTAVAIL' || others.length === 0) throw error
    return listenOnFirst(app, others, port)
  }
}

/** `localhost` is 127.0.0.1 and ::1: a client may try either, and Node would listen on one of them alone. */
async function localAddresses(host: string): Promise<string[]> {
  if (host !== 'localhost') return [host]
  const found = await lookup(host, { all: true, order: 'ipv4first' })
  return found.map(({ address }) => address)
}
