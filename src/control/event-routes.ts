import { fastifySSE } from '@fastify/sse'
import { Type } from '@sinclair/typebox'
import { renderEntry } from '../domain/logged-request.js'
import { errorResponse } from '../http/error-schema.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import { sandboxOf } from '../surface/request-context.js'
import type { TypedApp } from './app-type.js'
import { limitReached } from './control-error.js'
import { EventQueue } from './event-queue.js'
import { NoQuery } from './schemas.js'

const STREAM_LIMIT = 8
const HEARTBEAT_MS = 15_000
/** A reader further behind than this is dropped; a full log replayed at once must fit. */
const BACKLOG_CHARACTERS = 4 * 1024 * 1024

const EVENTS = {
  operationId: 'streamEvents',
  tags: ['Requests'],
  summary: 'Follow what happens',
  description:
    'Server-sent events with ids: `request` (a log entry), `account` (an account, or its `accountId` and `deleted`), `clock` (the clock) and `reset` (nothing). A stream that is left open gets comments to keep it alive.',
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
    429: errorResponse('The sandbox has as many event streams as it may.', {
      code: 'limit_reached',
      message: `A sandbox has at most ${STREAM_LIMIT} event streams`,
    }),
  },
}

/** What happens in a sandbox, as it happens: server-sent events. */
export async function eventRoutes(app: TypedApp): Promise<void> {
  const ends = new Set<() => void>()
  let closing = false
  // Data is JSON text already.
  await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS, serializer: (data) => data as string })
  app.addHook('preClose', (done) => {
    closing = true
    for (const end of ends) end()
    done()
  })
  const options = { sse: 'manual', exposeHeadRoute: false, schema: EVENTS } as const
  app.get('/events', options, async (request, reply) => {
    const sandbox = sandboxOf(request)
    if (sandbox.events.listeners >= STREAM_LIMIT) {
      throw limitReached(`A sandbox has at most ${STREAM_LIMIT} event streams`)
    }
    const queue = new EventQueue(BACKLOG_CHARACTERS)
    replay(sandbox, reply.sse.lastEventId, queue)
    const stop = sandbox.events.listen((event) => {
      if (!queue.push(event)) reply.raw.destroy()
    })
    const end = () => {
      queue.end()
      // A reader that does not take what it has been sent would keep the server from closing.
      if (reply.raw.writableLength > 0) reply.raw.destroy()
    }
    ends.add(end)
    reply.sse.onClose(() => {
      stop()
      ends.delete(end)
      queue.end()
    })
    // A reader that comes back on an open connection while the server closes is told so at once.
    if (closing) end()
    reply.sse.sendHeaders()
    // Or the client would not know that it is heard before the first event.
    reply.raw.flushHeaders()
    await reply.sse.send(queue)
  })
}

/** Queues the requests that are still held and came after that event. */
function replay({ events, log }: Sandbox, lastEventId: string | null, queue: EventQueue): void {
  if (lastEventId === null) return
  for (const { entry, sequence } of log.since(events.sequenceOf(lastEventId))) {
    queue.push(events.describe(sequence, 'request', renderEntry(entry)))
  }
}
