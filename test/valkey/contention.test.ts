import t from 'tap'
import { StoreUnavailableError } from '../../src/store/store.js'
import type { Argument } from '../../src/store/valkey/connection.js'
import { sandboxNames } from '../../src/store/valkey/key-names.js'
import type { Link } from '../../src/store/valkey/link.js'
import { SharedSandbox } from '../../src/store/valkey/shared-sandbox.js'

t.test('a step that others get ahead of again and again is given up', async (t) => {
  let tries = 0
  const standing = ['{}', '[]', null]
  const link = {
    time: 0,
    async send(_key: string, [command]: readonly Argument[]) {
      if (command === 'HMGET') return ['v0', ...standing]
      tries += 1
      return [0, 0, `v${tries}`, ...standing]
    },
  } as unknown as Link
  const shared = new SharedSandbox({
    link,
    names: sandboxNames('prefix', 'seed', 'sk_test_a'),
    expiryMs: 1_000,
    initialState: () => t.fail('is not opened') as never,
  })
  const made = new Promise((resolve, reject) => {
    const change = () => ({ outcome: 'made', account: null })
    shared.add({ accountId: 'acc_a', change, onOpened: () => {}, resolve, reject })
  })
  await t.rejects(made, new StoreUnavailableError('Too many servers change the sandbox at once'))
  t.ok(tries > 10 && tries < 100, `${tries} tries`)
})
