import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { withProfile } from '../../src/domain/profile-update.js'
import { newState } from '../../src/sandbox/new-state.js'
import { Sandbox } from '../../src/sandbox/sandbox.js'
import { readSeed } from '../../src/sandbox/seed.js'
import { Seeds } from '../../src/sandbox/seeds.js'
import { MemoryRegistry } from '../../src/store/memory/memory-registry.js'

const SANDBOXES = 10_000
const ACCOUNTS = 5_000

function usedHeap(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

t.test('a sandbox costs what it touches, not the size of the seed', async (t) => {
  const profile = { name: 'Somebody', username: 'somebody', bio: 'A line or two', nameChangedAt: { ago: { days: 1 } } }
  const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({
    accountId: `acc_${i}`,
    profiles: { instagram: profile },
  }))
  const seed = readSeed(join(t.testdir({ 'seed.json': JSON.stringify({ accounts }) }), 'seed.json'))
  const registry = new MemoryRegistry({
    initialState: () => newState(seed),
    limit: SANDBOXES,
    maxBytes: 1e9,
    onDrop: () => t.fail('one was dropped'),
  })
  const open = (key: string) => new Sandbox(new Seeds(seed), registry.open(key))
  const before = usedHeap()
  for (let i = 0; i < SANDBOXES; i += 1) {
    const sandbox = open(`sk_test_${i}`)
    await sandbox.update(`acc_${i % ACCOUNTS}`, ({ account }) => {
      const changed = { ...account!.profiles.instagram!, name: `Name ${i}` }
      return { account: withProfile(account!, 'instagram', changed), outcome: undefined }
    })
    sandbox.close()
  }
  const each = (usedHeap() - before) / SANDBOXES
  t.comment(`${Math.round(each)} bytes each`)
  t.ok(each > 500 && each < 8 * 1024, `${Math.round(each)} bytes each`)
  t.equal((await open('sk_test_7').account('acc_7'))?.profiles.instagram?.name, 'Name 7')
})
