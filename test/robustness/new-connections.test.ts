import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const CALLS = 40

/** Calls on connections of their own, and one more behind them; how many were answered when that one was. */
async function answeredBefore(url: string, callOf: (n: number) => string): Promise<number> {
  let answered = 0
  const calls = Array.from({ length: CALLS }, async (_, n) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(callOf(n))
    const [reply] = await once(socket.setEncoding('latin1'), 'data')
    answered += 1
    socket.destroy()
    if (!reply.startsWith('HTTP/1.1 200 ')) throw new Error(reply)
  })
  const health = await sendRaw(url, 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  if (!health.startsWith('HTTP/1.1 200 ')) throw new Error(health)
  const before = answered
  await Promise.all(calls)
  return before
}

const head = (method: string, key: string) =>
  `${method} /_sandbox HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n`

t.test('who connects behind many large calls need not wait for them', async (t) => {
  const { url, key, control } = await startServer(t, { STATE_MAX_BYTES: '1000000000' })
  const state = (length: number, bio: string) => ({
    accounts: Array.from({ length }, (_, n) => ({ accountId: `acc_${n}`, profiles: { tiktok: { name: 'A', bio } } })),
  })
  const body = JSON.stringify(state(900, 'x'.repeat(1_000)))
  const put = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const states = await answeredBefore(url, (n) => `${head('PUT', `${key}_${n}`)}${put}`)
  t.ok(states < CALLS / 2, `${states} of ${CALLS} states came before`)

  t.equal((await control('PUT', '', state(5_000, 'x'.repeat(500)))).status, 200)
  const dumps = await answeredBefore(url, () => `${head('GET', key)}\r\n`)
  t.ok(dumps < CALLS / 2, `${dumps} of ${CALLS} dumps came before`)
})
