import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { readEvents } from '../control/event-reader.js'
import { startServer, type TestServer } from '../helper.js'
import { heldHost } from './held-host.js'

const ID = 'acc_1a2b3c4d5e'
const GONE = 'The client went away before its call was answered.'

/** How a client may go: it hangs up, or its machine does. */
const WAYS = {
  'hangs up': (socket: Socket) => socket.destroy(),
  resets: (socket: Socket) => socket.resetAndDestroy(),
}

/** A connection on which so much of an update has been sent. */
async function send({ url, key }: TestServer, body: object, part: 'headers' | 'body' | 'all'): Promise<Socket> {
  const text = JSON.stringify(body)
  const head = [
    `PATCH /v1/accounts/${ID}/profile HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${text.length}`,
    '',
    '',
  ].join('\r\n')
  const half = { headers: head.slice(0, -20), body: head + text.slice(0, -5), all: head + text }[part]
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  await new Promise<void>((resolve) => socket.write(half, () => resolve()))
  return socket
}

/** The call's entry in the request log and its line in the server's. */
async function traces({ logged }: TestServer, events: Awaited<ReturnType<typeof readEvents>>) {
  const { data } = await events.next('request')
  const line = logged.map((text) => JSON.parse(text)).find(({ requestId }) => requestId === data.id)
  return { entry: data, line }
}

async function stillServes(t: Test, { edit }: TestServer): Promise<void> {
  const { status, body } = await edit(ID, { platform: 'instagram' })
  t.equal(status, 200)
  t.equal(body.name, 'Fashion Insider', 'nothing has changed')
}

for (const [way, leave] of Object.entries(WAYS)) {
  t.test(`a client that ${way} during the headers leaves no trace`, async (t) => {
    const server = await startServer(t)
    const arrived = once(server.app.server, 'connection') as Promise<[Socket]>
    const socket = await send(server, {}, 'headers')
    const [connection] = await arrived
    const ended = new Promise((resolve) => connection.once('close', resolve))
    leave(socket)
    await ended
    const { body } = await server.control('GET', '/requests')
    t.same(body.requests, [])
    await stillServes(t, server)
  })

  t.test(`a client that ${way} during the body`, async (t) => {
    const server = await startServer(t)
    const events = await readEvents(t, server)
    const asked = once(server.app.server, 'request')
    const socket = await send(server, { platform: 'instagram', name: 'Lost' }, 'body')
    await asked
    leave(socket)
    const { entry, line } = await traces(server, events)
    t.match(entry, { status: null, responseBody: null, rule: null, why: GONE })
    t.match(line, { status: null, level: 30 })
    await stillServes(t, server)
  })

  t.test(`a client that ${way} during a download ends it`, async (t) => {
    const server = await startServer(t, { ALLOW_PRIVATE_PICTURE_URLS: 'true' })
    const events = await readEvents(t, server)
    for (const begin of ['nothing', 'headers', 'body'] as const) {
      const host = await heldHost(t, (reply) => {
        if (begin !== 'nothing') reply.writeHead(200, { 'content-length': 1_000 }).flushHeaders()
        if (begin === 'body') reply.write('\xff\xd8\xff')
      })
      const socket = await send(server, { platform: 'instagram', name: 'Lost', profilePictureUrl: host.url }, 'all')
      await host.asked
      leave(socket)
      await host.left
      const { entry, line } = await traces(server, events)
      t.match(entry, { status: null, why: GONE, picture: { url: host.url } }, `after ${begin}`)
      t.match(line, { status: null })
    }
    await stillServes(t, server)
  })

  t.test(`a client that ${way} during a delay ends it`, async (t) => {
    const server = await startServer(t)
    const events = await readEvents(t, server)
    await server.control('POST', '/faults', { kind: 'delay', ms: 60_000 })
    const socket = await send(server, { platform: 'instagram', name: 'Lost' }, 'all')
    // The fault has struck when it is armed no more.
    while ((await server.control('GET', '/faults')).body.faults.some(({ kind }: { kind: string }) => kind === 'delay'));
    leave(socket)
    const { entry, line } = await traces(server, events)
    t.match(entry, { status: null, why: GONE, fault: { kind: 'delay' } })
    t.match(line, { status: null })
    await stillServes(t, server)
  })

  t.test(`a client that ${way} before it reads its reply`, async (t) => {
    const server = await startServer(t)
    const events = await readEvents(t, server)
    const socket = await send(server, { platform: 'instagram', name: 'Unread' }, 'all')
    leave(socket)
    const { entry } = await traces(server, events)
    const { body } = await server.edit(ID, { platform: 'instagram' })
    // Either the whole call came in first or its end did; the log tells which, and the profile agrees.
    t.match(entry, entry.status === 200 ? { rule: null } : { status: null, why: GONE })
    t.equal(body.name, entry.status === 200 ? 'Unread' : 'Fashion Insider')
  })
}
