import fc from 'fast-check'
import t from 'tap'
import { setDateNow } from '../date-now.js'
import { startServer } from '../helper.js'
import { anyMoves } from './any-move.js'
import { check } from './check.js'
import { sandboxAndModel } from './sandbox-and-model.js'

const START = Date.UTC(2024, 3, 21, 10)

t.test('a name changes when the rules say so, whatever the clock has been through', async (t) => {
  const machine = { ms: START }
  setDateNow(t, () => machine.ms)
  const server = await startServer(t, { LOG_LEVEL: 'warn' })
  await check(
    t,
    100,
    fc.asyncProperty(anyMoves, async (moves) => {
      machine.ms = START
      const { make, compare } = sandboxAndModel(server, machine)
      // Opened at the start, as the seed's times count back from there.
      await compare()
      for (const move of moves) {
        await make(move)
        await compare()
      }
    }),
  )
  t.strictSame(server.logged, [])
})
