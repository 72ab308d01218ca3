import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findDuplicate } from '../sandbox/find-duplicate.js'
import type { SandboxState } from '../sandbox/sandbox.js'
import { StateInput } from '../sandbox/state-schema.js'
import { invalid } from './control-errors.js'
import { NoQuery, Nothing, StateReply } from './schemas.js'
import { sendList } from './send-list.js'

const STATE_LIMIT = 4 * 1024 * 1024

/** The whole state: read, replace, back to the seed. */
export const stateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/',
    {
      schema: {
        operationId: 'getState',
        tags: ['Sandbox state'],
        summary: 'Read the whole state',
        description: 'What it answers, `PUT /_sandbox` and a seed file take.',
        querystring: NoQuery,
        response: { 200: StateReply },
      },
    },
    async (request, reply) => sendState(request, reply, await request.sandbox.state()),
  )
  app.put(
    '/',
    {
      bodyLimit: STATE_LIMIT,
      schema: {
        operationId: 'replaceState',
        tags: ['Sandbox state'],
        summary: 'Replace the whole state',
        description:
          'What is left out comes from the seed. Empties the request log and the counts of the rules. At most 4 MiB.',
        querystring: NoQuery,
        body: StateInput,
        response: { 200: StateReply },
      },
    },
    async (request, reply) => {
      const { sandbox, body } = request
      const problem = findDuplicate(body) ?? sandbox.findExcess(body)
      if (problem !== undefined) throw invalid(problem)
      await sandbox.reset(body)
      // The request lives until its reply is read; the state that it brought need not.
      Object.assign(request, { body: undefined })
      return sendState(request, reply, await sandbox.state())
    },
  )
  app.delete(
    '/',
    {
      schema: {
        operationId: 'resetState',
        tags: ['Sandbox state'],
        summary: 'Go back to the seed',
        description: 'In real time, with an empty request log.',
        querystring: NoQuery,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await request.sandbox.reset()
      return reply.code(204).send(null)
    },
  )
}

function sendState(request: FastifyRequest, reply: FastifyReply, state: SandboxState): FastifyReply {
  const { clock, accounts, faults } = state
  return sendList(request, reply, {
    before: `{"clock":${JSON.stringify(clock)},"accounts":[`,
    items: accounts,
    render: JSON.stringify,
    after: `],"faults":${JSON.stringify(faults)}}`,
  })
}
