import t from 'tap'
import { startServer, type TestServer } from '../helper.js'

const ID = 'acc_1a2b3c4d5e'
const MAX = 4_000_000
const MESSAGE = /^The sandboxes of this server hold \d+ bytes together at most \(STATE_MAX_BYTES\)$/
const profiles = { tiktok: { name: 'A', bio: 'x'.repeat(60_000) } }

/** Puts accounts under new keys, 20 each, until one is refused; how many there are. */
async function fill({ control }: TestServer): Promise<number> {
  for (let n = 0; ; n++) {
    const put = await control(
      'PUT',
      `/accounts/acc_${n}`,
      { profiles },
      { key: `sk_test_filler_${Math.floor(n / 20)}` },
    )
    if (put.status === 201) continue
    if (put.status !== 429 || !MESSAGE.test(put.body.error.message)) throw new Error(put.text)
    return n
  }
}

t.test(
  'what all keys store is bounded: a change that would pass it is a 429, and takes nobody’s sandbox',
  async (t) => {
    const server = await startServer(t, { STATE_MAX_BYTES: String(MAX) })
    const filler = { key: 'sk_test_filler_0' }
    await server.edit(ID, { platform: 'instagram', name: 'Before' })
    const accounts = await fill(server)
    t.ok(accounts * 60_000 > MAX / 2 && accounts * 60_000 < MAX, `${accounts} accounts`)
    const before = (await server.control('GET', '/accounts?limit=1000', undefined, filler)).text
    const list = Array.from({ length: 60 }, (_, n) => ({ accountId: `acc_new_${n}`, profiles }))
    for (const refused of [
      await server.control('PUT', '/accounts/acc_more', { profiles }, filler),
      await server.control('PUT', '', { accounts: list }, filler),
      await server.control('POST', '/faults', { kind: 'error', message: 'x'.repeat(60_000) }, filler),
    ]) {
      t.equal(refused.status, 429)
      t.equal(refused.body.error.code, 'limit_reached')
      t.match(refused.body.error.message, MESSAGE)
    }
    t.equal(
      (await server.control('GET', '/accounts?limit=1000', undefined, filler)).text,
      before,
      'nothing has changed',
    )
    const grown = await server.edit(ID, { platform: 'tiktok', bio: 'y'.repeat(61_000) }, filler)
    t.strictSame([grown.status, grown.body.error.code], [500, 'internal'])
    t.equal((await server.edit('acc_0', { platform: 'tiktok', bio: 'z' }, filler)).status, 200, 'it may shrink')

    t.equal((await server.edit(ID, { platform: 'tiktok', name: 'After' })).status, 200, 'others go on')
    t.equal((await server.control('POST', '/faults', { kind: 'disconnect' })).status, 201)
    t.equal((await server.control('PUT', '', { clock: { mode: 'frozen' } }, { key: 'sk_test_new' })).status, 200)
    const { requests } = (await server.control('GET', '/requests')).body
    t.strictSame(
      requests.map(({ status }: { status: number }) => status),
      [200, 200],
      'and keep their logs',
    )
    await server.control('DELETE', '', undefined, filler)
    t.equal((await server.control('PUT', '/accounts/acc_more', { profiles }, filler)).status, 201, 'room is given back')
  },
)

t.test('logs give way first, the longest of them', async (t) => {
  const server = await startServer(t, { STATE_MAX_BYTES: String(MAX) })
  await server.edit(ID, { platform: 'instagram', name: 'Mine' })
  const field = 'f'.repeat(60_000)
  for (let key = 0; key < 10; key++) {
    for (let call = 0; call < 15; call++) {
      await server.edit('acc_none', { platform: 'tiktok', [field]: 1 }, { key: `sk_test_talker_${key}` })
    }
  }
  const talker = (await server.control('GET', '/requests', undefined, { key: 'sk_test_talker_0' })).body
  t.ok(talker.dropped > 0 && talker.requests.length > 0, `${talker.dropped} dropped`)
  t.same((await server.control('GET', '/requests')).body.dropped, 0, 'a short one is left alone')
  const accounts = await fill(server)
  t.ok(accounts * 60_000 > MAX / 2, 'and none stands in the way of accounts')
  t.equal((await server.control('GET', '/requests')).body.requests.length, 1)
})
