import { randomUUID } from 'node:crypto'
import t from 'tap'
import { parseStoreAddress } from '../../src/store/store-address.js'
import { valkeyStore } from '../../src/store/valkey/valkey-store.js'
import { INITIAL, storeContract } from '../store/contract.js'
import { TEST_STORE_URL } from '../two-apps.js'
import { startStoreServer } from './redis-server.js'

const server = TEST_STORE_URL === '' ? await startStoreServer() : undefined
t.teardown(() => server?.kill())

storeContract(t, async (t) => {
  const store = valkeyStore({
    address: parseStoreAddress(server?.url ?? TEST_STORE_URL)!,
    prefix: randomUUID(),
    idleHours: 1,
    seedHashes: () => ['seed'],
    initialState: () => INITIAL,
    log: { error: ({ err }) => t.fail(`away: ${err}`), info() {} },
  })
  t.teardown(() => store.close())
  while (!(await store.ready())) await new Promise((resolve) => setTimeout(resolve, 5))
  return store.registry
})
