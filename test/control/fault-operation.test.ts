import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'

const BOTH = 'acc_1a2b3c4d5e'
const read = ({ call }: TestServer, query = '') => call('GET', `/v1/accounts/${BOTH}${query}`)
const arm = ({ control }: TestServer, ...faults: object[]) => control('PUT', '', { faults })
const lastEntry = async ({ control }: TestServer): Promise<Json> =>
  (await control('GET', '/requests')).body.requests.at(-1)

t.test('a fault strikes reads or updates, whichever it is for', async (t) => {
  const server = await startServer(t)
  const error = (status: number, operation?: string) => ({ kind: 'error', status, times: null, operation })
  await arm(server, error(501), error(502, 'get'), error(503, 'update'))
  const { faults } = (await server.control('GET', '/faults')).body
  t.strictSame(
    faults.map(({ operation }: Json) => operation),
    [undefined, 'get', 'update'],
  )
  t.equal((await read(server)).status, 502)
  t.equal((await server.edit(BOTH, { platform: 'tiktok' })).status, 501)
  const refused = await server.control('POST', '/faults', { kind: 'disconnect', operation: 'post' })
  t.match(refused, { status: 400, body: { error: { message: 'operation must be update or get' } } })
})

t.test('the platform of a read is the one that is asked for, or the account’s own', async (t) => {
  const server = await startServer(t)
  await arm(server, { kind: 'error', operation: 'get', platform: 'instagram', times: null })
  t.equal((await read(server)).status, 200)
  t.equal((await read(server, '?platform=instagram')).status, 500)
  t.equal((await server.call('GET', '/v1/accounts/acc_instagram_only')).status, 500)
  t.equal((await server.call('GET', '/v1/accounts/acc_none')).status, 404)
  t.equal((await read(server, '?platform=none')).status, 400, 'the query is checked first')
})

t.test('every kind, and what the log says of it', async (t) => {
  const server = await startServer(t)
  const STRUCK: [fault: object, status: number | null, why: RegExp][] = [
    [
      { kind: 'error', status: 418, code: 'teapot' },
      418,
      /^Fault \S+ \(error, before\) .*; the account was not read\.$/,
    ],
    [{ kind: 'error', when: 'after' }, 500, /; the read had run and ended in 200\.$/],
    [{ kind: 'disconnect' }, null, /closed the connection; the account was not read\.$/],
    [{ kind: 'truncate', when: 'after' }, 200, /cut its reply short; the read had run and ended in 200\.$/],
    [{ kind: 'delay', ms: 1 }, 200, /^The account was read/],
  ]
  for (const [fault, status, why] of STRUCK) {
    await arm(server, { operation: 'get', ...fault })
    await read(server).catch(() => {})
    const entry = await lastEntry(server)
    t.equal(entry.status, status)
    t.match(entry.why, why)
    t.match(entry.fault, { kind: (fault as { kind: string }).kind })
    t.strictSame((await server.control('GET', '/faults')).body, { faults: [] }, 'it has been counted down')
  }
})

t.test('a client that leaves during a delay', async (t) => {
  const server = await startServer(t)
  await arm(server, { kind: 'delay', operation: 'get', ms: 60_000 })
  const leaving = new AbortController()
  const url = `${server.url}/v1/accounts/${BOTH}`
  const left = fetch(url, { headers: { authorization: `Bearer ${server.key}` }, signal: leaving.signal })
  while ((await server.control('GET', '/faults')).body.faults.length > 0) {
    // The fault is counted down when it strikes.
  }
  leaving.abort()
  await t.rejects(left)
  let entry: Json
  while (entry === undefined) entry = await lastEntry(server)
  t.match(entry, { method: 'GET', status: null, fault: { kind: 'delay', ms: 60_000 } })
})
