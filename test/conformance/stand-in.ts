import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { type Dispatcher, request } from 'undici'

/** A reply on its way back, to be spoiled. */
export interface Passing {
  status: number
  headers: Record<string, string>
  body: string
}

/** A request on its way. */
export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

export type Spoil = (asked: Asked, passing: Passing, ask: (asked: Asked) => Promise<Passing>) => unknown

export interface StandInOptions {
  /** Whether it hides that a mock of ours stands behind it. */
  hidesMock?: boolean
  /** Changes what comes back, or sends more itself. */
  spoil?: Spoil
  /** Answers in place of the server. */
  answer?: (asked: Asked) => Passing | undefined
}

const HOP = ['connection', 'content-length', 'transfer-encoding', 'host', 'keep-alive', 'date']

/** A server in front of another one: what it answers is that one's, but for what is spoiled. It ends with the test. */
export async function standIn(t: Pick<Test, 'teardown'>, upstream: string, options: StandInOptions = {}) {
  const { hidesMock, spoil, answer } = options
  const asked: Asked[] = []
  const ask = (one: Asked) => pass(upstream, one)
  const server = createServer(async (incoming, response) => {
    const one = await readRequest(incoming)
    asked.push(one)
    const hidden = hidesMock && one.path.startsWith('/_sandbox')
    const passing = answer?.(one) ?? (await ask(hidden ? { ...one, path: '/v1/no-such-route' } : one))
    await spoil?.(one, passing, ask)
    // The real thing names no rule.
    delete passing.headers['x-sandbox-rule']
    response.writeHead(passing.status, passing.headers)
    response.end(one.method === 'HEAD' || passing.status === 204 ? undefined : passing.body)
  })
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    void answerMalformed(upstream, error.rawPacket!, spoil).then((text) => socket.end(text))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

async function readRequest(incoming: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { method, url, headers } = incoming
  return { method: method!, path: url!, headers: passedOn(headers), body: Buffer.concat(chunks) }
}

/** All but those of one connection. */
function passedOn(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name)))
}

async function pass(upstream: string, { method, path, headers, body }: Asked): Promise<Passing> {
  const reply = await request(upstream + path, {
    method: method as Dispatcher.HttpMethod,
    headers,
    ...(body.length > 0 && method !== 'GET' && { body }),
  })
  return { status: reply.statusCode, headers: passedOn(reply.headers), body: await reply.body.text() }
}

/** What is no HTTP reaches nobody by a client that speaks HTTP: its bytes are passed on as they are. */
async function answerMalformed(upstream: string, packet: Buffer, spoil: Spoil | undefined): Promise<string> {
  const { connect } = await import('node:net')
  const { hostname, port } = new URL(upstream)
  const socket = connect(Number(port), hostname)
  socket.end(packet)
  let text = ''
  for await (const chunk of socket) text += chunk
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const passing = { status: Number(head.slice(9, 12)), headers: { 'x-sandbox-rule': 'http-malformed' }, body }
  const asked = { method: '', path: '', headers: {}, body: packet }
  await spoil?.(asked, passing, async () => passing)
  return `HTTP/1.1 ${passing.status} Spoiled\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${passing.body}`
}
