import t from 'tap'
import { MemoryRegistry } from '../../../src/store/memory/memory-registry.js'
import { INITIAL, storeContract } from '../contract.js'

storeContract(
  t,
  async (t) =>
    new MemoryRegistry({
      initialState: () => INITIAL,
      limit: 10,
      maxBytes: 1e9,
      onDrop: () => t.fail('a sandbox was dropped'),
    }),
)
