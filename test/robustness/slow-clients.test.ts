import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'

const HEAD = [
  'PATCH /v1/accounts/acc_1a2b3c4d5e/profile HTTP/1.1',
  'Host: localhost',
  'Authorization: Bearer sk_test_slow',
  'Content-Type: application/json',
]
/** Long enough for a call that does not dawdle, on a busy machine too. */
const timeouts = { headersMs: 2_000, requestMs: 3_000, checkMs: 100 }

// They do little but wait.
t.jobs = 4

/** Sends the start at once and the rest a byte at a time, until the server hangs up: what it had to say. */
function trickle(url: string, start: string, rest: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    // Writes wait for the connection, in their order.
    socket.write(start)
    const bytes = rest[Symbol.iterator]()
    const drops = setInterval(() => socket.write(bytes.next().value ?? ''), 10)
    let received = ''
    socket.setEncoding('utf8').on('data', (text) => {
      received += text
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(drops)
      resolve(received)
    })
  })
}

const SLOW: [name: string, start: string, rest: string][] = [
  ['the request line', 'PATCH /v1/', 'a'.repeat(5_000)],
  ['the headers', `${HEAD.join('\r\n')}\r\nX-Slow: `, 'a'.repeat(5_000)],
  ['the body', `${[...HEAD, 'Content-Length: 5000'].join('\r\n')}\r\n\r\n{`, ' '.repeat(5_000)],
  [
    'the chunks of a body',
    `${[...HEAD, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`,
    '1\r\n \r\n'.repeat(1_000),
  ],
]

for (const [name, start, rest] of SLOW) {
  t.test(`a client that trickles ${name} is told that its time is over`, async (t) => {
    const { url, edit, control } = await startServer(t, {}, { timeouts })
    const slow = trickle(url, start, rest)
    t.equal((await edit('acc_1a2b3c4d5e', { platform: 'instagram' })).status, 200, 'others are served meanwhile')
    const [head, body] = (await slow).split('\r\n\r\n')
    t.match(head, /^HTTP\/1\.1 408 Request Timeout\r\n/)
    t.match(head, /\r\nx-request-id: [0-9a-f-]{36}\r\n/)
    t.match(head, /\r\nx-sandbox-rule: http-malformed\r\n/)
    const error = { code: 'invalid_parameter', message: 'The request did not arrive in time' }
    t.strictSame(JSON.parse(body!), { error })
    const { requests } = (await control('GET', '/requests', undefined, { key: 'sk_test_slow' })).body
    t.strictSame(
      requests.map(({ status }: { status: number | null }) => status),
      name.includes('body') ? [408] : [],
      'a call is one that got as far as its body',
    )
  })
}
