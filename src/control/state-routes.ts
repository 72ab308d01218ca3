import { findDuplicate } from '../sandbox/find-duplicate.js'
import { StateInput } from '../sandbox/state-schema.js'
import { sandboxOf } from '../surface/request-context.js'
import type { TypedApp } from './app-type.js'
import { invalid } from './control-error.js'
import { NoQuery, Nothing, StateReply } from './schemas.js'

const STATE_LIMIT = 4 * 1024 * 1024

/** The whole state: read, replace, back to the seed. */
export async function stateRoutes(app: TypedApp): Promise<void> {
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
    (request) => sandboxOf(request).dump(),
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
    (request) => {
      const sandbox = sandboxOf(request)
      const problem = findDuplicate(request.body) ?? sandbox.findExcess(request.body)
      if (problem !== undefined) throw invalid(problem)
      sandbox.reset(request.body)
      return sandbox.dump()
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
    (request, reply) => {
      sandboxOf(request).reset()
      reply.code(204).send(null)
    },
  )
}
