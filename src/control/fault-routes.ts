import { Type } from '@sinclair/typebox'
import { errorResponse } from '../http/error-schema.js'
import { FAULT_LIMIT, FaultInput } from '../sandbox/fault-schema.js'
import { sandboxOf } from '../surface/request-context.js'
import type { TypedApp } from './app-type.js'
import { limitReached, notFound } from './control-error.js'
import { FaultReply, FaultsReply, NoQuery, Nothing } from './schemas.js'

/** The armed faults of a sandbox. */
export async function faultRoutes(app: TypedApp): Promise<void> {
  app.get(
    '/faults',
    {
      schema: {
        operationId: 'listFaults',
        tags: ['Faults'],
        summary: 'List the armed faults',
        querystring: NoQuery,
        response: { 200: FaultsReply },
      },
    },
    (request, reply) => {
      reply.send({ faults: sandboxOf(request).faults.list() })
    },
  )
  app.post(
    '/faults',
    {
      schema: {
        operationId: 'armFault',
        tags: ['Faults'],
        summary: 'Arm a fault',
        description:
          'It strikes updates whose key and body are good, the oldest match first, one a call: an error, a delay, a lost connection or half a reply; `after`, the update is made all the same.',
        querystring: NoQuery,
        body: FaultInput,
        response: {
          201: FaultReply,
          429: errorResponse('The sandbox holds as many faults as it may.', {
            code: 'limit_reached',
            message: `A sandbox holds at most ${FAULT_LIMIT} faults`,
          }),
        },
      },
    },
    (request, reply) => {
      const { faults } = sandboxOf(request)
      if (faults.list().length >= FAULT_LIMIT) throw limitReached(`A sandbox holds at most ${FAULT_LIMIT} faults`)
      reply.code(201).send(faults.add(request.body))
    },
  )
  app.delete(
    '/faults',
    {
      schema: {
        operationId: 'disarmFaults',
        tags: ['Faults'],
        summary: 'Disarm every fault',
        querystring: NoQuery,
        response: { 204: Nothing },
      },
    },
    (request, reply) => {
      sandboxOf(request).faults.clear()
      reply.code(204).send(null)
    },
  )
  app.delete(
    '/faults/:id',
    {
      schema: {
        operationId: 'disarmFault',
        tags: ['Faults'],
        summary: 'Disarm a fault',
        querystring: NoQuery,
        params: Type.Object({ id: Type.String() }),
        response: {
          204: Nothing,
          404: errorResponse('The sandbox has no such fault.', {
            code: 'not_found',
            message: 'Fault flt_0123456789ab not found',
          }),
        },
      },
    },
    (request, reply) => {
      const { id } = request.params
      if (!sandboxOf(request).faults.remove(id)) throw notFound(`Fault ${id} not found`)
      reply.code(204).send(null)
    },
  )
}
