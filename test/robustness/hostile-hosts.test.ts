import type { Socket } from 'node:net'
import t from 'tap'
import { ingest, picturesFor } from '../pictures/helper.js'
import { sampleFile } from '../pictures/sample-files.js'
import { rawHost } from './raw-host.js'

// Loaded beforehand, so that the short times below are not spent on it.
await import('undici')

const picture = await sampleFile('baseline.jpg', 64)
const body = picture.toString('latin1')
const length = `Content-Length: ${picture.length}\r\n`
const chunked = 'Transfer-Encoding: chunked\r\n'
const head = (status: string, ...headers: string[]) => `HTTP/1.1 ${status}\r\n${headers.join('')}\r\n`
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'

/** Everything that a host may say, in order or out of it. */
const ANSWERS: Record<string, string> = {
  'a picture': head('200 OK', length) + body,
  'a picture in chunks': head('200 OK', chunked) + chunk(body.slice(0, 300)) + chunk(body.slice(300)) + chunk(''),
  'a picture without a length': head('200 OK') + body,
  'a picture that keeps its connection': head('200 OK', length, 'Connection: keep-alive\r\n') + body,
  'a picture and more': head('200 OK', length) + body + body,
  'two answers': (head('200 OK', length) + body).repeat(2),
  'more than its length': head('200 OK', 'Content-Length: 100\r\n') + body,
  'less than its length': head('200 OK', 'Content-Length: 100000\r\n') + body,
  'a length of nothing': head('200 OK', 'Content-Length: 0\r\n') + body,
  'a length below nothing': head('200 OK', 'Content-Length: -1\r\n') + body,
  'a length of no number': head('200 OK', 'Content-Length: many\r\n') + body,
  'a length beyond all numbers': head('200 OK', `Content-Length: ${'9'.repeat(30)}\r\n`) + body,
  'two lengths': head('200 OK', 'Content-Length: 5\r\n', 'Content-Length: 6\r\n') + body,
  'a length and chunks': head('200 OK', length, chunked) + chunk(body) + chunk(''),
  'a chunk of no length': `${head('200 OK', chunked)}zz\r\n${body}`,
  'a chunk shorter than it says': `${head('200 OK', chunked)}ffff\r\n${body}\r\n0\r\n\r\n`,
  'a chunk beyond all numbers': `${head('200 OK', chunked)}${'f'.repeat(20)}\r\n${body}`,
  trailers: `${head('200 OK', chunked) + chunk(body)}0\r\nX: y\r\n\r\n`,
  'another transfer encoding': head('200 OK', 'Transfer-Encoding: gzip\r\n') + body,
  'status 100': head('100 Continue') + head('200 OK', length) + body,
  'status 100 many times': head('100 Continue').repeat(50),
  'status 101': head('101 Switching Protocols', upgrade) + body,
  'status 101 without a protocol': head('101 Switching Protocols') + body,
  'status 102': head('102 Processing') + head('200 OK', length) + body,
  'status 103': head('103 Early Hints', 'Link: </a>\r\n').repeat(20) + head('200 OK', length) + body,
  'status 103 without end': head('103 Early Hints').repeat(200),
  'status 200 that upgrades': head('200 OK', upgrade, length) + body,
  'status 204': head('204 No Content') + body,
  'status 204 with a length': head('204 No Content', length) + body,
  'status 205': head('205 Reset Content', length) + body,
  'status 206': head('206 Partial Content', length, 'Content-Range: bytes 0-9/10\r\n') + body,
  'status 304': head('304 Not Modified', length),
  'status 304 with a body': head('304 Not Modified', length) + body,
  'a redirect to itself': head('302 Found', 'Location: /a.jpg\r\n', 'Content-Length: 0\r\n'),
  'a redirect with a body': head('302 Found', 'Location: /a.jpg\r\n', length) + body,
  'a redirect without end': head('302 Found', 'Location: /a.jpg\r\n') + body,
  'status 426': head('426 Upgrade Required', upgrade, length) + body,
  'status 999': head('999 What', length) + body,
  'status 0': head('000 None', length) + body,
  'a status of no number': head('2OO OK', length) + body,
  'no status': `HTTP/1.1\r\n\r\n${body}`,
  'HTTP/0.9': body,
  'HTTP/1.0': `HTTP/1.0 200 OK\r\n\r\n${body}`,
  'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'HTTP/9.9': `HTTP/9.9 200 OK\r\n\r\n${body}`,
  'another protocol': '220 mail.test ESMTP\r\n',
  'a TLS alert': '\x15\x03\x01\0\x02\x02\x28',
  'a request': `GET / HTTP/1.1\r\nHost: x\r\n\r\n`,
  'empty lines': '\r\n'.repeat(500),
  'a header without a colon': head('200 OK', 'nonsense\r\n', length) + body,
  'a header without a name': head('200 OK', ': x\r\n', length) + body,
  'a header over two lines': head('200 OK', 'X: a\r\n b\r\n', length) + body,
  'a header with a NUL': head('200 OK', 'X: \0\r\n', length) + body,
  'lines that end in LF': `HTTP/1.1 200 OK\n${length.trim()}\n\n${body}`,
  'a header of 20 kB': head('200 OK', `X: ${'x'.repeat(20_000)}\r\n`, length) + body,
  '2,000 headers': head('200 OK', 'X: y\r\n'.repeat(2_000), length) + body,
}

/** How it may end. */
const LEAVING: Record<string, (socket: Socket) => void> = {
  'hangs up': (socket) => socket.end(),
  resets: (socket) => socket.resetAndDestroy(),
}
const STAYING: Record<string, (socket: Socket) => void> = {
  'says no more': () => {},
  drips: (socket) => {
    const drip = setInterval(() => socket.write('x'), 5)
    socket.on('close', () => clearInterval(drip))
  },
}

/** How much of it is said before that. */
const PARTS = [0.02, 0.1, 0.3, 0.6, 0.9, 1]

interface Scenario {
  say: Buffer
  end: (socket: Socket) => void
}

function scenariosOf(endings: typeof LEAVING, rounds: number): Scenario[] {
  const once = Object.values(ANSWERS).flatMap((text) =>
    Object.values(endings).flatMap((end) =>
      PARTS.map((part) => ({ say: Buffer.from(text, 'latin1').subarray(0, Math.ceil(text.length * part)), end })),
    ),
  )
  return Array.from({ length: rounds }, () => once).flat()
}

const GROUPS: [name: string, scenarios: Scenario[], timeoutMs: number, outcomes: string[]][] = [
  [
    'that leave',
    scenariosOf(LEAVING, 3),
    10_000,
    ['stored', 'picture-unreachable', 'picture-host-status', 'picture-not-an-image'],
  ],
  ['that stay', scenariosOf(STAYING, 1), 100, ['picture-timeout']],
]

for (const [name, scenarios, timeoutMs, expected] of GROUPS) {
  t.test(`${scenarios.length} answers of hostile hosts ${name}`, async (t) => {
    // Each connection is told the next of them, also one that a redirect has led to.
    let next = 0
    const host = await rawHost(t, (socket) => {
      const { say, end } = scenarios[next++ % scenarios.length]!
      socket.once('data', () => socket.write(say, () => end(socket)))
    })
    const pictures = picturesFor(t, { timeoutMs })
    const outcomes: Record<string, number> = {}
    let slowest = 0
    const worker = async () => {
      while (next < scenarios.length) {
        const started = performance.now()
        const { rule = 'stored' } = await ingest(pictures, host.url)
        slowest = Math.max(slowest, performance.now() - started)
        outcomes[rule] = (outcomes[rule] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: 32 }, worker))
    t.comment(outcomes, `${Math.round(slowest)} ms at most`)
    for (const outcome of expected) t.ok(outcomes[outcome], outcome)
    t.ok(slowest < timeoutMs + 5_000, 'none hangs')

    t.match((await ingest(pictures, 'https://pictures.test/64x64.png')).path, /^\/media\//)
    while (host.open() > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    t.pass('every connection is closed')
    await pictures.close()
  })
}

t.test('32 hosts that switch protocols hold no turn', async (t) => {
  const pictures = picturesFor(t)
  const host = await rawHost(t, (socket) =>
    socket.once('data', () => socket.write(head('101 Switching Protocols', upgrade))),
  )
  const outcomes = await Promise.all(Array.from({ length: 32 }, () => ingest(pictures, host.url)))
  for (const { rule, message } of outcomes) {
    t.equal(rule, 'picture-host-status')
    t.equal(message, 'profilePictureUrl answered 101')
  }
  const good = await rawHost(t, (socket) =>
    socket.once('data', () => socket.end(head('200 OK', length) + body, 'latin1')),
  )
  t.match((await ingest(pictures, good.url)).path, /^\/media\//)
  await pictures.close()
})
