import t from 'tap'
import { matchFault } from '../../src/domain/fault.js'
import { type Json, startServer } from '../helper.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const UPDATE = { platform: 'instagram' }

t.test('an error with headers of its own', async (t) => {
  const { control, edit } = await startServer(t)
  const headers = { 'retry-after': '30', 'X-RateLimit-Remaining': '0' }
  const armed = await control('POST', '/faults', { kind: 'error', status: 503, headers })
  t.equal(armed.status, 201)
  t.strictSame(armed.body.headers, headers)
  const state = (await control('GET', '')).body
  t.strictSame((await control('PUT', '', state)).body.faults, state.faults)
  const reply = await edit(ACCOUNT, UPDATE)
  t.equal(reply.status, 503)
  t.equal(reply.headers.get('retry-after'), '30')
  t.equal(reply.headers.get('x-ratelimit-remaining'), '0')
  t.match(reply.body, { error: { code: 'internal' } })
  t.equal((await edit(ACCOUNT, UPDATE)).headers.get('retry-after'), null)
})

t.test('headers that a fault may not set', async (t) => {
  const { control } = await startServer(t)
  const names = ['content-length', 'Transfer-Encoding', 'connection', 'content-type', 'x-request-id', 'X-Sandbox-Rule']
  for (const name of [...names, 'a b', 'a:b', 'é', '', 'upgrade', 'keep-alive', 'te', 'trailer', 'content-encoding']) {
    const { status, body } = await control('POST', '/faults', { kind: 'error', headers: { [name]: '1' } })
    t.equal(status, 400, name)
    t.equal(body.error.message, `headers.${name} is not the name of a header that a fault may set`)
  }
  for (const value of ['a\r\nb: c', '\u0000', 'ü€', 'x'.repeat(1_001), 5, null]) {
    const { status, body } = await control('POST', '/faults', { kind: 'error', headers: { 'retry-after': value } })
    t.equal(status, 400)
    t.equal(
      body.error.message,
      'headers.retry-after must be a string of at most 1000 characters that a header can hold',
    )
  }
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`x-${n}`, '']))
  const tooMany = await control('POST', '/faults', { kind: 'error', headers: many })
  t.equal(tooMany.body.error.message, 'headers must hold at most 20 entries')
  const elsewhere = await control('POST', '/faults', { kind: 'disconnect', headers: {} })
  t.equal(elsewhere.body.error.message, 'headers is not a known field')
  t.equal((await control('GET', '/faults')).body.faults.length, 1)
})

t.test('probability: what chance spares takes none of times', async (t) => {
  const { control, edit } = await startServer(t)
  for (const probability of [0, -0.5, 1.01, '0.5', null]) {
    const { status, body } = await control('POST', '/faults', { kind: 'error', probability })
    t.equal(status, 400)
    t.equal(body.error.message, 'probability must be a number above 0 and up to 1')
  }
  const armed = await control('POST', '/faults', { kind: 'error', probability: 0.5, times: 3, accountId: ACCOUNT })
  t.equal(armed.body.probability, 0.5)
  const statuses: number[] = []
  const left = async () => (await control('GET', '/faults')).body.faults.find(({ id }: Json) => id === armed.body.id)
  while ((await left()) !== undefined) statuses.push((await edit(ACCOUNT, UPDATE)).status)
  t.equal(statuses.filter((status) => status === 500).length, 3)
  t.ok(statuses.every((status) => status === 500 || status === 200))
  await control('POST', '/faults', { kind: 'error', probability: 1, accountId: ACCOUNT })
  t.equal((await edit(ACCOUNT, UPDATE)).status, 500)
})

t.test('each fault has its own chance, the oldest first', async (t) => {
  const fault = (id: string, probability?: number) =>
    ({ id, kind: 'disconnect', when: 'before', times: 1, ...(probability && { probability }) }) as const
  const target = { operation: 'update', accountId: 'a', platform: 'tiktok' } as const
  const faults = [fault('a', 0.3), fault('b', 0.6), fault('c')]
  t.equal(matchFault(faults, target, () => 0.29)?.id, 'a')
  t.equal(matchFault(faults, target, () => 0.3)?.id, 'b')
  t.equal(matchFault(faults, target, () => 0.9)?.id, 'c')
  t.equal(
    matchFault(faults.slice(0, 2), target, () => 0.9),
    undefined,
  )
})
