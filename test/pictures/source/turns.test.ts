import { lookup } from 'node:dns'
import t from 'tap'
import { Limiter } from '../../../src/pictures/limiter.js'
import { HostClock } from '../../../src/pictures/source/host-clock.js'
import { httpSource } from '../../../src/pictures/source/http-source.js'
import { hostFor } from '../helper.js'

const MIB = 1024 * 1024

t.test('of a body that comes fast a turn of the event loop takes a part', async (t) => {
  const base = await hostFor(t, (_, reply) => reply.end(Buffer.alloc(8 * MIB)))
  const source = httpSource({ allowPrivateUrls: true, lookup, connections: new Limiter(1) })
  const response = await source.open(new URL(base), new HostClock(10_000, () => new Error('late')))
  let turn = 0
  let counting = true
  const count = () => {
    turn += 1
    if (counting) setImmediate(count)
  }
  count()
  const taken = new Map<number, number>()
  for await (const { length } of response.body) taken.set(turn, (taken.get(turn) ?? 0) + length)
  counting = false
  await response.close()
  const bytes = [...taken.values()]
  t.equal(
    bytes.reduce((sum, length) => sum + length),
    8 * MIB,
  )
  t.ok(Math.max(...bytes) < MIB / 3, `${Math.max(...bytes)} bytes in one turn at most`)
})
