import type { FastifyBaseLogger } from 'fastify'
import type { Settings } from './settings.js'
import type { NewState, Store } from './store/store.js'

/** Opens a store for sandboxes over the first of these seeds, or over one of the others that they once started from. */
export type OpenStore = (seeds: { seedHashes: () => readonly string[]; initialState: () => NewState }) => Store

/**
 * What opens the store that STORE_URL names; undefined where it names none. Its client is loaded only where it does. The
 * server starts also while the store cannot be reached, and its log says when that begins and ends.
 */
export async function sharedStore(settings: Settings, log: FastifyBaseLogger): Promise<OpenStore | undefined> {
  const { STORE_URL: address, STORE_PREFIX: prefix, STORE_IDLE_HOURS: idleHours } = settings
  if (address === 'memory') return undefined
  const { valkeyStore } = await import('./store/valkey/valkey-store.js')
  return (seeds) => valkeyStore({ ...seeds, address, prefix, idleHours, log })
}
