import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { FAULT_LIMIT } from '../domain/limits.js'
import { errorResponse } from '../http/error-schema.js'
import { FaultInput } from '../sandbox/fault-schema.js'
import { limitReached, notFound } from './control-errors.js'
import { FaultReply, FaultsReply, NoQuery, Nothing } from './schemas.js'

/** The armed faults of a sandbox. */
export const faultRoutes: FastifyPluginAsyncTypebox = async (app) => {
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
    async (request) => ({ faults: await request.sandbox.faults() }),
  )
  app.post(
    '/faults',
    {
      schema: {
        operationId: 'armFault',
        tags: ['Faults'],
        summary: 'Arm a fault',
        description:
          'It strikes updates, or reads of an account, whose key, query and body are good, the oldest match first, one a call: an error, a delay, a lost connection or half a reply; `after`, the update is made all the same.',
        querystring: NoQuery,
        body: FaultInput,
        response: {
          201: FaultReply,
        },
      },
    },
    async (request, reply) => {
      const fault = await request.sandbox.addFault(request.body)
      if (fault === undefined) throw limitReached(`A sandbox holds at most ${FAULT_LIMIT} faults`)
      return reply.code(201).send(fault)
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
    async (request, reply) => {
      await request.sandbox.removeFaults(() => true)
      return reply.code(204).send(null)
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
    async (request, reply) => {
      const { id } = request.params
      const removed = await request.sandbox.removeFaults((fault) => fault.id === id)
      if (!removed) throw notFound(`Fault ${id} not found`)
      return reply.code(204).send(null)
    },
  )
}
