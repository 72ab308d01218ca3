import { createClient, createCluster, RESP_TYPES } from '@redis/client'
import type { StoreAddress } from '../store-address.js'
import type { Connect } from './connection.js'

/** Of the servers of a cluster, each for itself. */
const CONNECT_TIMEOUT_MS = 1_300
const BINARY = { [RESP_TYPES.BLOB_STRING]: Buffer }

/** What becomes of a broken connection, and how long connecting and a command may take, is decided in `link.ts`. */
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
  const reach = { host, port, connectTimeout: 0, reconnectStrategy: false } as const
  return async (onBroken, signal) => {
    const client = createClient({
      ...PLAIN,
      ...loginOf({ hosts, tls, database, ...login }),
      database,
      commandOptions: NO_TIMEOUT,
      socket: tls ? { ...reach, tls } : reach,
    })
    client.on('error', onBroken)
    await unlessGivenUp(client, signal)
    const binary = client.withTypeMapping(BINARY)
    return {
      send: (_key, command, asBytes) => (asBytes ? binary : client).sendCommand(command),
      subscribe: (channel, listener) => client.sSubscribe(channel, listener),
      unsubscribe: (channel, listener) => client.sUnsubscribe(channel, listener),
      ping: async () => void (await client.ping()),
      destroy: () => client.destroy(),
    }
  }
}

function connectCluster(address: StoreAddress): Connect {
  const { hosts, tls } = address
  const reach = { connectTimeout: CONNECT_TIMEOUT_MS, ...(tls && { tls: true as const }) }
  return async (onBroken, signal) => {
    const cluster = createCluster({
      rootNodes: hosts.map((at) => ({ socket: { ...reach, ...at } })),
      defaults: { ...PLAIN, ...loginOf(address), socket: reach },
      commandOptions: NO_TIMEOUT,
    })
    cluster.on('error', onBroken)
    cluster.on('node-error', onBroken)
    await unlessGivenUp(cluster, signal)
    const binary = cluster.withTypeMapping(BINARY)
    return {
      send: (key, command, asBytes) => (asBytes ? binary : cluster).sendCommand(key, false, [...command]),
      subscribe: (channel, listener) => cluster.sSubscribe(channel, listener),
      unsubscribe: (channel, listener) => cluster.sUnsubscribe(channel, listener),
      async ping() {
        await Promise.all(cluster.masters.map(async (master) => (await cluster.nodeClient(master)).ping()))
      },
      destroy: () => cluster.destroy(),
    }
  }
}

interface Connectable {
  connect(): Promise<unknown>
  destroy(): void
}

/** A server that takes the connection and says nothing is one that is not there. */
async function unlessGivenUp(client: Connectable, signal: AbortSignal): Promise<void> {
  const connecting = client.connect()
  const givenUp = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  try {
    await Promise.race([connecting, givenUp])
  } catch (error) {
    connecting.catch(() => {})
    client.destroy()
    throw error
  }
}
