import { fastifySSE } from '@fastify/sse'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import type { SandboxEvent } from '../store/store.js'
import { tellOpened } from '../surface/authenticate.js'
import { limitReached } from './control-errors.js'
import { EventQueue } from './event-queue.js'
import { NoQuery } from './schemas.js'
import { StreamCounts } from './stream-counts.js'

const HEARTBEAT_MS = 15_000
/** How long the end of the streams waits for the calls that are under way when the server closes. */
const LAST_CALLS_MS = 12_000
/** How long a reader has to take its last events. */
const LAST_EVENTS_MS = 1_000
/** A reader further behind than this is dropped; a full log replayed at once must fit. */
const BACKLOG_CHARACTERS = 4 * 1024 * 1024

const EVENTS = {
  operationId: 'streamEvents',
  tags: ['Requests'],
  summary: 'Follow what happens',
  description:
    'Server-sent events with ids: `request` (a log entry), `account` (an account, or its `accountId` and `deleted`), `clock` (the clock), `faults` (those armed) and `reset` (nothing). A stream that is left open gets comments to keep it alive.',
  querystring: NoQuery,
  headers: Type.Object({
    'last-event-id': Type.Optional(
      Type.String({
        description: 'The id of the last event seen: the requests after it that are still held come again.',
      }),
    ),
  }),
  response: {
    200: {
      description: 'The stream; the data of each event is JSON.',
      content: { 'text/event-stream': { schema: Type.String() } },
    },
  },
}

/** What happens in a sandbox, as it happens: server-sent events. */
export const eventRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const counts = new StreamCounts()
  const ends = new Map<FastifyReply, () => void>()
  let closing = false
  // Data is JSON text already.
  await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS, serializer: (data) => data as string })
  app.addHook('preClose', async () => {
    // What comes of the calls that are under way is told yet.
    await app.connections.callsEnded((reply) => ends.has(reply), LAST_CALLS_MS)
    closing = true
    for (const end of ends.values()) end()
  })
  const options = { sse: 'manual', exposeHeadRoute: false, schema: EVENTS } as const
  app.get('/events', options, async (request, reply) => {
    const { sandbox } = request
    const { id } = sandbox
    const excess = counts.add(id)
    if (excess !== undefined) throw limitReached(excess)
    const queue = new EventQueue(BACKLOG_CHARACTERS, app.budget)
    const end = () => {
      queue.end()
      // A reader that does not take what it has been sent would keep the server from closing.
      const timer = setTimeout(() => reply.raw.destroy(), LAST_EVENTS_MS)
      reply.raw.once('close', () => clearTimeout(timer))
    }
    ends.set(reply, end)
    let stop: (() => void) | undefined
    reply.raw.once('close', () => {
      counts.remove(id)
      ends.delete(reply)
      queue.release()
      stop?.()
    })
    const push = (event: SandboxEvent) => {
      if (!queue.push(event)) reply.raw.destroy()
    }
    stop = await sandbox.events.follow(reply.sse.lastEventId, push, end)
    // What goes on is a stream, and no use of the sandbox.
    sandbox.close()
    // It may have closed while the store was asked.
    if (reply.raw.destroyed) return stop()
    // A reader that comes back on an open connection while the server closes is told so at once.
    if (closing) end()
    tellOpened(request, reply)
    reply.header('x-accel-buffering', 'no')
    reply.sse.sendHeaders()
    // Proxies hold the head back until something follows it, and nginx all else unless it is told not to.
    reply.raw.write(': open\n\n')
    await reply.sse.send(queue)
  })
}
