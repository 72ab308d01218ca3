import t from 'tap'
import { Delays } from '../../src/v1/delays.js'

t.test('no wait outlives the end, nor begins after it', async (t) => {
  const delays = new Delays()
  const never = new AbortController().signal
  const early = delays.wait(60_000, never)
  delays.endAll()
  await t.resolves(early)
  await t.resolves(delays.wait(60_000, never))
})
