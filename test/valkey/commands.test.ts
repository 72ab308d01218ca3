import t from 'tap'
import { parseStoreAddress } from '../../src/store/store-address.js'
import { connectTo } from '../../src/store/valkey/connect.js'
import { Link } from '../../src/store/valkey/link.js'
import { inspectStore, startReplicas, startStore, until } from './two-servers.js'

const ID = 'acc_1a2b3c4d5e'

t.test('a plain update is one reading and one writing, whoever is called', async (t) => {
  const store = await startStore(t)
  const [a, b] = await startReplicas(t, store.url)
  const { key } = a
  for (const one of [a, b]) await one.edit(ID, { platform: 'tiktok', bio: 'opened' }, { key })
  const monitor = await inspectStore(t, store.url)
  const commands: string[] = []
  // What a script does by itself is marked so: it takes no round trip.
  await monitor.monitor((line) => /\[\d+ lua\]/.test(String(line)) || commands.push(/"(\w+)"/.exec(String(line))![1]!))
  for (let index = 0; index < 10; index++) {
    await [a, b][index % 2]!.edit(ID, { platform: 'tiktok', bio: `bio ${index}` }, { key })
  }
  await until(() => commands.length >= 20)
  t.strictSame(commands, Array.from({ length: 10 }, () => ['HMGET', 'EVALSHA']).flat())
})

t.test('commands that wait for a store have a bound, past which they are refused at once', async (t) => {
  const store = await startStore(t)
  const address = parseStoreAddress(store.url)!
  const link = new Link({ connect: connectTo(address), log: { error() {}, info() {} } })
  t.teardown(() => link.close())
  await until(() => link.ready())
  const admin = await inspectStore(t, store.url)
  await admin.sendCommand(['CLIENT', 'PAUSE', '5000', 'ALL'])
  const sent = Array.from({ length: 5_000 }, () =>
    link.send('x', ['GET', 'x']).then(
      () => 'answered',
      ({ message }: Error) => message,
    ),
  )
  t.equal(await sent.at(-1), 'The store is too slow')
  const outcomes = await Promise.all(sent)
  t.equal(outcomes.filter((outcome) => outcome === 'The store is too slow').length, 5_000 - 4_096)
  t.equal(outcomes.filter((outcome) => outcome === 'The store does not answer').length > 0, true)
  t.notOk(outcomes.includes('answered'))
  t.equal(await link.ready(), false)
})
