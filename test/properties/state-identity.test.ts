import fc from 'fast-check'
import t from 'tap'
import { setDateNow } from '../date-now.js'
import { startServer, type TestServer } from '../helper.js'
import { anyRequest, bytesOf } from './any-request.js'
import { anyValidState } from './any-state.js'
import { check } from './check.js'
import { exchange } from './exchange.js'
import { noSuchHost } from './no-network.js'

const START = Date.UTC(2024, 3, 21, 10)

/** Reads a state, puts it back and reads it again: the answers are the same, byte for byte. */
async function comesBack({ control }: TestServer, key: string): Promise<void> {
  const options = { key }
  const before = await control('GET', '', undefined, options)
  const put = await control('PUT', '', before.text, options)
  const after = await control('GET', '', undefined, options)
  if (put.status !== 200) throw new Error(`${put.text}\nto ${before.text}`)
  if (put.text !== before.text) throw new Error(`PUT answered\n${put.text}\nto\n${before.text}`)
  if (after.text !== before.text) throw new Error(`\n${after.text}\nafter\n${before.text}`)
}

t.test('any state that is put comes back as it is', async (t) => {
  const server = await startServer(t, { LOG_LEVEL: 'warn' })
  await check(
    t,
    200,
    fc.asyncProperty(anyValidState, async (state) => {
      const { status, text } = await server.control('PUT', '', state)
      if (status !== 200) throw new Error(text)
      await comesBack(server, server.key)
    }),
  )
  t.strictSame(server.logged, [])
})

t.test('so does the state after any history', async (t) => {
  // The machine's clock stands still, so that running clocks do.
  setDateNow(t, () => START)
  const server = await startServer(t, { LOG_LEVEL: 'warn' }, { lookup: noSuchHost })
  await check(
    t,
    60,
    fc.asyncProperty(fc.array(anyRequest, { minLength: 5, maxLength: 30 }), async (history) => {
      const key = 'sk_test_any_1'
      await server.control('DELETE', '', undefined, { key })
      for (const request of history) await exchange(server.url, bytesOf(request))
      await comesBack(server, key)
    }),
  )
  t.strictSame(server.logged, [])
})
