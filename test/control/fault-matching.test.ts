import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'

const arm = ({ control }: TestServer, faults: object[]) => control('PUT', '', { faults })
const statusOf = async ({ edit }: TestServer, account: string, platform: string) =>
  (await edit(account, { platform })).status
const A = 'acc_1a2b3c4d5e'
const B = 'acc_server_error'

const error = (status: number, more: object = {}) => ({ kind: 'error', status, ...more })

t.test('by account and by platform', async (t) => {
  const CASES: [match: object, struck: string[]][] = [
    [{}, ['A instagram', 'A tiktok', 'B instagram', 'B tiktok']],
    [{ accountId: A }, ['A instagram', 'A tiktok']],
    [{ platform: 'tiktok' }, ['A tiktok', 'B tiktok']],
    [{ accountId: B, platform: 'instagram' }, ['B instagram']],
    [{ accountId: 'acc_other' }, []],
  ]
  for (const [match, expected] of CASES) {
    await t.test(JSON.stringify(match), async (t) => {
      const server = await startServer(t)
      await arm(server, [error(503, { times: null, ...match })])
      const struck: string[] = []
      for (const [name, account] of Object.entries({ A, B })) {
        for (const platform of ['instagram', 'tiktok']) {
          if ((await statusOf(server, account, platform)) === 503) struck.push(`${name} ${platform}`)
        }
      }
      t.strictSame(struck, expected)
    })
  }
})

t.test('the oldest match strikes, one a call, as often as it says', async (t) => {
  const server = await startServer(t)
  await arm(server, [
    error(501, { accountId: B }),
    error(502, { times: 2 }),
    error(503),
    error(504, { platform: 'tiktok' }),
  ])
  const left = async () =>
    (await server.control('GET', '/faults')).body.faults.map(({ status, times }: Json) => `${status}×${times}`)
  t.equal(await statusOf(server, A, 'instagram'), 502)
  t.strictSame(await left(), ['501×1', '502×1', '503×1', '504×1'])
  t.equal(await statusOf(server, A, 'tiktok'), 502)
  t.strictSame(await left(), ['501×1', '503×1', '504×1'])
  t.equal(await statusOf(server, B, 'tiktok'), 501)
  t.equal(await statusOf(server, A, 'tiktok'), 503)
  t.strictSame(await left(), ['504×1'])
  t.equal(await statusOf(server, A, 'instagram'), 200)
  t.equal(await statusOf(server, A, 'tiktok'), 504)
  t.equal(await statusOf(server, A, 'tiktok'), 200)
  t.strictSame(await left(), [])
})

t.test('times: 3 strikes exactly three of a hundred concurrent calls', async (t) => {
  const server = await startServer(t)
  await arm(server, [error(503, { times: 3 })])
  const calls = Array.from({ length: 100 }, () => statusOf(server, A, 'instagram'))
  const statuses = await Promise.all(calls)
  t.equal(statuses.filter((status) => status === 503).length, 3)
  t.equal(statuses.filter((status) => status === 200).length, 97)
  t.strictSame((await server.control('GET', '/faults')).body, { faults: [] })
})
