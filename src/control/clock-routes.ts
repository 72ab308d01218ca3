import { ADVANCE_LIMIT, CLOCK_LATEST } from '../domain/clock.js'
import { spanSeconds } from '../sandbox/account-view.js'
import { ClockInput, Span } from '../sandbox/state-schema.js'
import { sandboxOf } from '../surface/request-context.js'
import type { TypedApp } from './app-type.js'
import { invalid } from './control-error.js'
import { ClockReply, NoQuery, Nothing } from './schemas.js'

/** The clock of a sandbox. */
export async function clockRoutes(app: TypedApp): Promise<void> {
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
    (request, reply) => {
      reply.send(sandboxOf(request).clock.read())
    },
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
    (request, reply) => {
      const sandbox = sandboxOf(request)
      sandbox.setClock(request.body)
      reply.send(sandbox.clock.read())
    },
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
    (request, reply) => {
      sandboxOf(request).setClock({ mode: 'real' })
      reply.code(204).send(null)
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
    (request, reply) => {
      const sandbox = sandboxOf(request)
      const seconds = spanSeconds(request.body)
      if (seconds > ADVANCE_LIMIT) throw invalid('body must add up to at most 100 years')
      if (sandbox.clock.now() + seconds > CLOCK_LATEST)
        throw invalid('body must leave the clock in year 9998 or before')
      sandbox.advanceClock(seconds)
      reply.send(sandbox.clock.read())
    },
  )
}
