import t from 'tap'
import { memoryLeftOf } from '../../src/memory-left.js'
import { startServer } from '../helper.js'

const FREE = 'acc_1a2b3c4d5e'

t.test('what would take more memory than the system gives is refused before it is begun', async (t) => {
  let left = 1_000_000
  const { call, edit, control } = await startServer(t, {}, { memoryLeft: () => left })
  const picture = { platform: 'instagram', profilePictureUrl: 'https://pictures.test/1000x1000.jpg' }
  const refused = await edit(FREE, picture)
  t.equal(refused.status, 400)
  t.equal(refused.headers.get('x-sandbox-rule'), 'picture-queue-full')
  t.equal(
    refused.body.error.message,
    'profilePictureUrl is too large for the memory that the server has left: try again in a moment',
  )
  const large = { accounts: [{ accountId: 'acc_a', profiles: { tiktok: { name: 'A', bio: 'x'.repeat(1_000_000) } } }] }
  t.equal((await control('PUT', '', large)).status, 503)
  left = 1_000
  for (const [method, path] of [
    ['PATCH', `/v1/accounts/${FREE}/profile`],
    ['PUT', '/_sandbox'],
  ] as const) {
    const first = await call(method, path, { key: `sk_test_${method}`, body: { x: 'x'.repeat(50_000) } })
    t.match(first.body, { error: { code: 'overloaded' } })
    t.equal(first.headers.get('x-sandbox-opened'), 'true', `${path}: its sandbox is there all the same`)
  }
  t.equal((await edit(FREE, { platform: 'instagram', bio: 'Small' })).status, 200, 'small calls are served')
  left = 100_000_000
  t.equal((await edit(FREE, picture)).status, 200)
  t.equal((await control('PUT', '', large)).status, 200)
})

t.test('what a process is given, less what it has, less a margin', async (t) => {
  const MIB = 1024 * 1024
  t.equal(memoryLeftOf(512 * MIB, 100 * MIB), 316 * MIB)
  t.equal(memoryLeftOf(0, 100 * MIB), Number.POSITIVE_INFINITY, 'the system does not say')
})
