import type { NewState, Store } from '../store.js'
import type { StoreAddress } from '../store-address.js'
import { connectTo } from './connect.js'
import { TOUCHED_EVERY_MS } from './keep-alive.js'
import { Link, type LinkLog } from './link.js'
import { pictureStore } from './picture-store.js'
import { ValkeyRegistry } from './valkey-registry.js'

export interface ValkeyStoreOptions {
  readonly address: StoreAddress
  /** What all names begin with. */
  readonly prefix: string
  /** How long after its last call a sandbox is kept. */
  readonly idleHours: number
  /**
   * Tells seeds from one another: servers that have another one keep other sandboxes. The present one comes first; behind
   * it are those over which this server has opened sandboxes before.
   */
  readonly seedHashes: () => readonly string[]
  readonly initialState: () => NewState
  readonly log: LinkLog
}

/** Everything in a Valkey or Redis server, or in a cluster of them, shared with all servers that have the same address. */
export function valkeyStore(options: ValkeyStoreOptions): Store {
  const { address, prefix, idleHours, seedHashes, initialState, log } = options
  const link = new Link({ connect: connectTo(address), log })
  const expiryMs = idleHours * 3_600_000 + TOUCHED_EVERY_MS
  const pictures = pictureStore({ link, prefix, expiryMs: expiryMs + TOUCHED_EVERY_MS })
  const registry = new ValkeyRegistry({ link, pictures, prefix, seedHashes, expiryMs, initialState })
  return {
    registry,
    media: pictures,
    ready: () => link.ready(),
    async close() {
      registry.close()
      link.close()
    },
  }
}
