import { connect } from 'node:net'
import t from 'tap'
import { startServer } from '../helper.js'
import { runServer, type ServerProcess } from '../process.js'
import { sendRaw } from '../raw.js'

// Processes start slowly on a busy machine.
t.setTimeout(600_000)

const CLIENTS = 16
const BODY = JSON.stringify({ platform: 'instagram', bio: 'Under load' })
const REQUEST = [
  'PATCH /v1/accounts/acc_1a2b3c4d5e/profile HTTP/1.1',
  'Host: localhost',
  'Authorization: Bearer sk_test_load',
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
  '',
  BODY,
].join('\r\n')

interface Client {
  sent: number
  answered: number
}

/**
 * Asks again as soon as it is answered, on one connection, until the server says that it will close that or does so.
 * `onReply` is told of each reply.
 */
function keepAsking(url: string, onReply: () => void): Promise<Client> {
  const { hostname, port } = new URL(url)
  const client: Client = { sent: 0, answered: 0 }
  const socket = connect(Number(port), hostname)
  const ask = () => {
    client.sent += 1
    socket.write(REQUEST)
  }
  let received = ''
  socket.setEncoding('utf8').on('connect', ask)
  socket.on('data', (text) => {
    received += text
    const [head, length] =
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*?content-length: (\d+)\r\n[\s\S]*?\r\n\r\n/i.exec(received) ?? []
    if (head === undefined || received.length < head.length + Number(length)) return
    received = received.slice(head.length + Number(length))
    client.answered += 1
    if (!/^connection: close/im.test(head)) ask()
    onReply()
  })
  socket.on('error', () => {})
  return new Promise((resolve) => socket.on('close', () => resolve(client)))
}

async function signalUnderLoad(server: ServerProcess, signal: NodeJS.Signals): Promise<Client[]> {
  const [, url] = await server.printed(/Server listening at (http:\/\/[^"]+)"/)
  let replies = 0
  const onReply = () => {
    replies += 1
    if (replies === 20 * CLIENTS) server.kill(signal)
  }
  return Promise.all(Array.from({ length: CLIENTS }, () => keepAsking(url!, onReply)))
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`every request that was sent before a ${signal} closed its connection is answered`, async (t) => {
    const server = runServer(t, [])
    const clients = await signalUnderLoad(server, signal)
    for (const { sent, answered } of clients) t.equal(answered, sent)
    t.equal(await server.exitCode, 0)
    t.equal(server.err(), '')
  })
}

t.test('a reply that is under way when the server closes tells its client that the connection ends', async (t) => {
  const { app, call, edit } = await startServer(t)
  const profilePictureUrl = 'https://pictures.test/slow/200/64x64.png'
  const slow = edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })
  // One that is answered after it says that the first has been taken in.
  await call('GET', '/health')
  await app.close()
  const { status, headers } = await slow
  t.equal(status, 200)
  t.equal(headers.get('connection'), 'close')
})

t.test('half a request keeps no server from closing, and is told so', async (t) => {
  const head = REQUEST.slice(0, REQUEST.indexOf('\r\n\r\n'))
  for (const half of [head, `${head}\r\n\r\n{`]) {
    const server = runServer(t, [])
    const [, url] = await server.printed(/Server listening at (http:\/\/[^"]+)"/)
    const reply = sendRaw(url!, half)
    // One that is answered after it says that the first has been taken in.
    await fetch(`${url}/health`)
    server.kill('SIGTERM')
    t.match(await reply, /^HTTP\/1\.1 408 Request Timeout\r\n/)
    t.equal(await server.exitCode, 0)
  }
})
