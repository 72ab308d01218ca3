import t from 'tap'
import { EventFeeds } from '../../src/store/valkey/event-feeds.js'
import { sandboxNames } from '../../src/store/valkey/key-names.js'
import type { Link } from '../../src/store/valkey/link.js'

t.test('what happens while a stream is told what came before is told after it, and once', async (t) => {
  const told: string[] = []
  let publish = (_message: string) => {}
  let answer = (_reply: unknown) => {}
  const link = {
    time: 0,
    async subscribe(_channel: string, listener: (message: string) => void) {
      publish = listener
    },
    send: () => new Promise((resolve) => (answer = resolve)),
  } as unknown as Link
  const deps = {
    link,
    names: sandboxNames('prefix', 'seed', 'sk_test_a'),
    expiryMs: 1_000,
    initialState: () => t.fail() as never,
  }
  const feeds = new EventFeeds()
  const following = feeds.follow(
    deps,
    async () => {},
    'e-0',
    ({ id }) => told.push(id),
    () => {},
  )
  // Once the reading is under way.
  await new Promise((resolve) => setImmediate(resolve))
  for (const message of ['e-2 faults []', 'e-3 faults []']) publish(message)
  const entry = JSON.stringify({
    receivedAt: 0,
    sandboxTime: 0,
    ignoredFields: [],
    headers: '{}',
    fault: null,
    picture: null,
  })
  answer(['e', '2', [['1-0', ['r', entry, 'b', '1']]]])
  await following
  publish('e-4 faults []')
  t.strictSame(told, ['e-1', 'e-3', 'e-4'], 'the second is among what came before')
})
