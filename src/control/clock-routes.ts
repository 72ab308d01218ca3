import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ADVANCE_LIMIT, CLOCK_LATEST } from '../domain/clock.js'
import { spanSeconds } from '../domain/timestamp.js'
import { fromClockInput } from '../sandbox/new-state.js'
import { ClockInput, Span } from '../sandbox/state-schema.js'
import { invalid } from './control-errors.js'
import { ClockReply, NoQuery, Nothing } from './schemas.js'

/** The clock of a sandbox. */
export const clockRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/clock',
    {
      schema: {
        operationId: 'getClock',
        tags: ['Clock'],
        summary: 'Read the clock',
        querystring: NoQuery,
        response: { 200: ClockReply },
      },
    },
    async (request) => request.sandbox.clock(),
  )
  app.put(
    '/clock',
    {
      schema: {
        operationId: 'setClock',
        tags: ['Clock'],
        summary: 'Set the clock',
        querystring: NoQuery,
        body: ClockInput,
        response: { 200: ClockReply },
      },
    },
    async (request) => request.sandbox.changeClock(() => fromClockInput(request.body)),
  )
  app.delete(
    '/clock',
    {
      schema: {
        operationId: 'resetClock',
        tags: ['Clock'],
        summary: 'Go back to real time',
        querystring: NoQuery,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await request.sandbox.changeClock(() => ({ mode: 'real' }))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/clock/advance',
    {
      schema: {
        operationId: 'advanceClock',
        tags: ['Clock'],
        summary: 'Advance the clock',
        description: 'By at most 100 years. A frozen clock stays frozen; a real one becomes running.',
        querystring: NoQuery,
        body: Span,
        response: { 200: ClockReply },
      },
    },
    async (request) => {
      const seconds = spanSeconds(request.body)
      if (seconds > ADVANCE_LIMIT) throw invalid('body must add up to at most 100 years')
      return request.sandbox.changeClock((now) => {
        if (now + seconds > CLOCK_LATEST) throw invalid('body must leave the clock in year 9998 or before')
        return { now: now + seconds }
      })
    },
  )
}
