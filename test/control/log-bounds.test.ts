import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'

const KIB = 1024
const log = async ({ control }: TestServer) => (await control('GET', '/requests?limit=1000')).body

/** Makes that many calls, a few at a time, their accounts numbered. */
async function callMany({ edit }: TestServer, count: number, body: (i: number) => unknown) {
  for (let done = 0; done < count; done += 20) {
    const calls = Array.from({ length: Math.min(20, count - done) }, (_, i) => edit(`acc_${done + i}`, body(done + i)))
    await Promise.all(calls)
  }
}

t.test('1,000 entries, and how many were pushed out', async (t) => {
  const server = await startServer(t)
  await callMany(server, 1_000, () => ({ platform: 'tiktok' }))
  t.equal((await log(server)).dropped, 0)
  await server.edit('acc_last', { platform: 'tiktok' })
  const { requests, dropped } = await log(server)
  t.equal(requests.length, 1_000)
  t.equal(dropped, 1)
  t.equal(requests.at(-1).accountId, 'acc_last')
  t.equal((await server.control('GET', '/requests')).body.requests.length, 100, '100 unless told otherwise')
  const { rules } = (await server.control('GET', '/rules')).body
  t.equal(rules.find(({ id }: Json) => id === 'account-not-found').hits, 1_001, 'hits count what was pushed out too')
  await server.control('DELETE', '/requests')
  t.strictSame(await log(server), { requests: [], dropped: 0 })
})

t.test('1 MiB of bodies', async (t) => {
  const server = await startServer(t)
  const filler = 'é'.repeat(31 * KIB)
  await callMany(server, 40, () => ({ platform: 'tiktok', filler }))
  const { requests, dropped } = await log(server)
  t.equal(requests.length, 16, '62 KiB each')
  t.equal(dropped, 24)
  t.equal(requests.at(-1).requestBody.filler, filler)
})

t.test('paths count as well, since a client can make them long', async (t) => {
  const server = await startServer(t)
  for (let i = 0; i < 150; i += 1) await server.call('GET', `/v1/${'x'.repeat(15 * KIB)}`)
  const { requests, dropped } = await log(server)
  t.ok(requests.length > 30 && requests.length < 36, `${requests.length} entries`)
  t.equal(requests.length + dropped, 150)
})

t.test('an entry larger than all of the log is kept while it is the newest', async (t) => {
  const server = await startServer(t)
  const bio = 'b'.repeat(2 * KIB * KIB)
  await server.control('PUT', '', { accounts: [{ accountId: 'acc_big', profiles: { tiktok: { name: 'Big', bio } } }] })
  await server.edit('acc_0', { platform: 'tiktok' })
  await server.edit('acc_big', { platform: 'tiktok' })
  const { requests, dropped } = await log(server)
  t.equal(requests.length, 1)
  t.equal(requests[0].responseBody.bio, bio)
  t.equal(dropped, 1)
  await server.edit('acc_1', { platform: 'tiktok' })
  const after = await log(server)
  t.strictSame(
    after.requests.map(({ accountId }: Json) => accountId),
    ['acc_1'],
  )
  t.equal(after.dropped, 2)
})

t.test('headers and the profiles around an update count as well', async (t) => {
  const server = await startServer(t)
  const headers = { 'x-filler': 'h'.repeat(10 * KIB) }
  for (let i = 0; i < 120; i += 1) await server.edit('acc_x', { platform: 'tiktok' }, { headers })
  const { requests, dropped } = await log(server)
  t.ok(requests.length > 90 && requests.length < 103, `${requests.length} entries`)
  t.equal(requests.length + dropped, 120)

  await server.control('DELETE', '/requests')
  const bio = 'b'.repeat(60 * KIB)
  const profiles = { tiktok: { name: 'Big', bio } }
  await server.control('PUT', '', { accounts: [{ accountId: 'acc_a', profiles }] })
  for (let i = 0; i < 12; i += 1)
    await server.edit('acc_a', { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/8x8.png' })
  const held = (await log(server)).requests
  t.equal(held.length, 5, 'each holds the bio three times: before, after and in the reply')
  t.equal(held[0].before.bio, bio)
})

t.test('a thousand plain updates are all held', async (t) => {
  const server = await startServer(t)
  for (let done = 0; done < 1_000; done += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        server.edit('acc_1a2b3c4d5e', {
          platform: 'instagram',
          bio: `Runway notes, every day of the week ${done + i}`,
        }),
      ),
    )
  }
  const { requests, dropped } = await log(server)
  t.strictSame([requests.length, dropped], [1_000, 0])
})
