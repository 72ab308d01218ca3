import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestObserver } from '../http/request-lifecycle.js'
import { PictureError } from '../pictures/picture-error.js'
import type { Pictures } from '../pictures/types.js'

/** What a server counts and measures, for Prometheus. No label tells of a key or an account. */
export interface Metrics {
  readonly observeRequest: RequestObserver
  /** The same pictures, each that is asked for being counted. */
  measured(pictures: Pictures): Pictures
  /** Says from where the number of sandboxes is taken. */
  countSandboxes(count: () => number): void
  /** All of it in Prometheus' text format. */
  read(): Promise<{ contentType: string; text: string }>
}

/** From a refusal, which takes a millisecond, to the longest delay that a fault can be told. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const calls = new Counter({
    name: 'infinipost_mock_calls_total',
    help: 'Calls by surface (v1, control or other), status (none: no whole reply was sent) and the rule that refused them',
    labelNames: ['surface', 'status', 'rule'],
    registers,
  })
  const durations = new Histogram({
    name: 'infinipost_mock_call_duration_seconds',
    help: 'How long calls of the two surfaces took, event streams left out',
    labelNames: ['surface'],
    buckets: SECONDS,
    registers,
  })
  const pictures = new Counter({
    name: 'infinipost_mock_pictures_total',
    help: 'Pictures that updates asked for by outcome: stored, the rule that refused them, or failed',
    labelNames: ['outcome'],
    registers,
  })
  const opened = new Counter({
    name: 'infinipost_mock_sandboxes_opened_total',
    help: 'Sandboxes that a call has opened',
    registers,
  })

  return {
    observeRequest(request, reply) {
      const surface = surfaceOf(request)
      calls.inc({ surface, status: statusOf(reply), rule: String(reply.getHeader('x-sandbox-rule') ?? '') })
      if (reply.hasHeader('x-sandbox-opened')) opened.inc()
      if (surface === 'other' || request.routeOptions.url === '/_sandbox/events') return
      durations.observe({ surface }, (performance.now() - request.startedAt) / 1000)
    },
    measured: (measured) => ({
      ...measured,
      async ingest(asked) {
        try {
          const picture = await measured.ingest(asked)
          pictures.inc({ outcome: 'stored' })
          return picture
        } catch (error) {
          pictures.inc({ outcome: error instanceof PictureError ? error.rule : 'failed' })
          throw error
        }
      },
    }),
    countSandboxes(count) {
      new Gauge({
        name: 'infinipost_mock_sandboxes',
        help: 'Sandboxes in memory; with a store, those that this server has used lately',
        registers,
        collect() {
          this.set(count())
        },
      })
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function surfaceOf({ url }: FastifyRequest): 'v1' | 'control' | 'other' {
  if (/^\/v1(?:[/?]|$)/.test(url)) return 'v1'
  return /^\/_sandbox(?:[/?]|$)/.test(url) ? 'control' : 'other'
}

function statusOf({ raw }: FastifyReply): string {
  return raw.writableFinished ? String(raw.statusCode) : 'none'
}
