import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'

export interface MetricsOptions {
  /** The metrics in Prometheus' text format. */
  readMetrics: () => Promise<{ contentType: string; text: string }>
}

const METRICS = {
  security: [],
  tags: ['Server'],
  operationId: 'getMetrics',
  summary: 'Metrics for Prometheus',
  description:
    'Only with `METRICS=true`, else 404: calls by status and rule, how long they took, pictures, sandboxes and the process. No label holds a key or an account.',
  response: {
    200: {
      description: 'The metrics in Prometheus’ text format.',
      content: {
        'text/plain': {
          schema: Type.String({
            examples: ['infinipost_mock_calls_total{surface="v1",status="429",rule="tiktok-name-cooldown"} 3\n'],
          }),
        },
      },
    },
  },
}

/** What a Prometheus server scrapes. */
export const metricsRoute: FastifyPluginAsyncTypebox<MetricsOptions> = async (app, { readMetrics }) => {
  app.get('/metrics', { schema: METRICS }, async (_request, reply) => {
    const { contentType, text } = await readMetrics()
    return reply.header('content-type', contentType).header('cache-control', 'no-store').send(text)
  })
}
