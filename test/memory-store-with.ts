import type { OpenStore } from '../src/shared-store.js'
import { memoryStore } from '../src/store/memory/memory-store.js'
import type { EventStore, OpenSandbox, SandboxStore } from '../src/store/store.js'

/** An open sandbox whose ways may be changed. */
export type ChangeableSandbox = OpenSandbox & { store: SandboxStore & { events: { follow: EventStore['follow'] } } }

/** A store in this process that does something else as it opens a sandbox. */
export function memoryStoreWith(change: (open: ChangeableSandbox) => OpenSandbox): OpenStore {
  return ({ initialState }) => {
    const store = memoryStore({ initialState, limit: 10, maxBytes: 1_000_000_000, onDrop: () => {} })
    const { registry } = store
    return { ...store, registry: { held: 0, open: (key) => change(registry.open(key) as ChangeableSandbox) } }
  }
}
