import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'

export interface ReadyOptions {
  /** Whether the store can be reached at the moment. */
  storeReady: () => Promise<boolean>
}

const STORE = 'the store cannot be reached'
const SHUTDOWN = 'a shutdown is under way'

const READY = {
  security: [],
  tags: ['Server'],
  operationId: 'getReadiness',
  summary: 'Whether calls can be served',
  description:
    'For a load balancer: unlike `/health` it also asks the store, and says no as soon as the server closes.',
  response: {
    200: Type.Object(
      { status: Type.Literal('ready') },
      { title: 'Ready', additionalProperties: false, description: 'They can.' },
    ),
    503: Type.Object(
      { status: Type.Literal('unavailable'), missing: Type.Array(Type.String(), { examples: [[STORE]] }) },
      { title: 'Unready', additionalProperties: false, description: 'They cannot: `missing` says why.' },
    ),
  },
}

/** Whether this server should be sent calls. */
export const readyRoute: FastifyPluginAsyncTypebox<ReadyOptions> = async (app, { storeReady }) => {
  app.get('/ready', { schema: READY }, async (_request, reply) => {
    const missing: string[] = []
    if (!(await storeReady())) missing.push(STORE)
    if (app.closing) missing.push(SHUTDOWN)
    reply.header('cache-control', 'no-store')
    if (missing.length === 0) return { status: 'ready' as const }
    return reply.code(503).send({ status: 'unavailable', missing })
  })
}
