import type { Store } from '../store.js'
import { memoryMediaStore } from './media-store.js'
import { MemoryRegistry, type MemoryRegistryOptions } from './memory-registry.js'

/** Everything in this process: always there, gone with it. */
export function memoryStore(options: MemoryRegistryOptions): Store {
  return {
    registry: new MemoryRegistry(options),
    media: memoryMediaStore(),
    ready: async () => true,
    close: async () => {},
  }
}
