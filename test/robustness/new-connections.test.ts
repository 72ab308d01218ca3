import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { sendRaw } from '../raw.js'

const STATES = 40

t.test('who connects behind many large bodies need not wait for them', async (t) => {
  const { url, key } = await startServer(t, { STATE_MAX_BYTES: '1000000000' })
  const profiles = { tiktok: { name: 'A', bio: 'x'.repeat(1_000) } }
  const accounts = Array.from({ length: 900 }, (_, n) => ({ accountId: `acc_${n}`, profiles }))
  const body = JSON.stringify({ accounts })
  let answered = 0
  const states = Array.from({ length: STATES }, async (_, n) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    t.teardown(() => socket.destroy())
    const authorization = `Authorization: Bearer ${key}_${n}`
    socket.write(
      `PUT /_sandbox HTTP/1.1\r\nHost: localhost\r\n${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const [reply] = await once(socket.setEncoding('latin1'), 'data')
    answered += 1
    socket.destroy()
    return reply.slice(0, 12)
  })
  const health = await sendRaw(url, 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  t.match(health, /^HTTP\/1\.1 200 /)
  t.ok(answered < STATES / 2, `${answered} of ${STATES} states came before`)
  t.strictSame(new Set(await Promise.all(states)), new Set(['HTTP/1.1 200']))
})
