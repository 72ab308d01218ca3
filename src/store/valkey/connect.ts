import { createClient, createCluster, RESP_TYPES } from '@redis/client'
import type { StoreAddress } from '../store-address.js'
import type { Connect } from './connection.js'

const CONNECT_TIMEOUT_MS = 1_500
const BINARY = { [RESP_TYPES.BLOB_STRING]: Buffer }

/** What becomes of a broken connection, and how long a command may take, is decided in `link.ts`. */
const NO_TIMEOUT = { timeout: 0 }
const PLAIN = { disableClientInfo: true, maintNotifications: 'disabled', disableOfflineQueue: true } as const

/** How to connect to that address: to a server, or to a cluster where it names several. */
export function connectTo(address: StoreAddress): Connect {
  return address.hosts.length === 1 ? connectServer(address) : connectCluster(address)
}

const loginOf = ({ username, password }: StoreAddress) => ({
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
})

function connectServer({ hosts, tls, database, ...login }: StoreAddress): Connect {
  const { host, port } = hosts[0]!
  const reach = { host, port, connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false } as const
  return async (onBroken) => {
    const client = createClient({
      ...PLAIN,
      ...loginOf({ hosts, tls, database, ...login }),
      database,
      commandOptions: NO_TIMEOUT,
      socket: tls ? { ...reach, tls } : reach,
    })
    client.on('error', onBroken)
    await within(client.connect(), () => client.destroy())
    const binary = client.withTypeMapping(BINARY)
    return {
      send: (_key, command, asBytes) => (asBytes ? binary : client).sendCommand(command),
      subscribe: (channel, listener) => client.sSubscribe(channel, listener),
      unsubscribe: (channel) => client.sUnsubscribe(channel),
      ping: async () => void (await client.ping()),
      destroy: () => client.destroy(),
    }
  }
}

function connectCluster(address: StoreAddress): Connect {
  const { hosts, tls } = address
  const reach = { connectTimeout: CONNECT_TIMEOUT_MS, ...(tls && { tls: true as const }) }
  return async (onBroken) => {
    const cluster = createCluster({
      rootNodes: hosts.map((at) => ({ socket: { ...reach, ...at } })),
      defaults: { ...PLAIN, ...loginOf(address), socket: reach },
      commandOptions: NO_TIMEOUT,
    })
    cluster.on('error', onBroken)
    cluster.on('node-error', onBroken)
    await within(cluster.connect(), () => cluster.destroy())
    const binary = cluster.withTypeMapping(BINARY)
    return {
      send: (key, command, asBytes) => (asBytes ? binary : cluster).sendCommand(key, false, [...command]),
      subscribe: (channel, listener) => cluster.sSubscribe(channel, listener),
      unsubscribe: (channel) => cluster.sUnsubscribe(channel),
      async ping() {
        await Promise.all(cluster.masters.map(async (master) => (await cluster.nodeClient(master)).ping()))
      },
      destroy: () => cluster.destroy(),
    }
  }
}

/** A server that takes the connection and says nothing is one that is not there. */
async function within(connecting: Promise<unknown>, give: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The store does not answer')), CONNECT_TIMEOUT_MS)
  })
  try {
    await Promise.race([connecting, late])
  } catch (error) {
    connecting.catch(() => {})
    give()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
