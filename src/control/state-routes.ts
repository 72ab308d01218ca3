import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Pictures } from '../pictures/types.js'
import { findDuplicate } from '../sandbox/find-duplicate.js'
import { StateInput } from '../sandbox/state-schema.js'
import { invalid } from './control-errors.js'
import { importPictures } from './import-pictures.js'
import { NoQuery, Nothing, StateQuery, StateReply } from './schemas.js'
import { sendState } from './send-state.js'

/** The most bytes of a body that may bring pictures along. */
export const STATE_LIMIT = 4 * 1024 * 1024

/** The whole state: read, replace, back to the seed. */
export const stateRoutes: FastifyPluginAsyncTypebox<{ pictures: Pictures }> = async (app, { pictures }) => {
  app.get(
    '/',
    {
      schema: {
        operationId: 'getState',
        tags: ['Sandbox state'],
        summary: 'Read the whole state',
        description:
          'What it answers, `PUT /_sandbox` and a seed file take. With `pictures=true` it opens elsewhere too: the pictures come along.',
        querystring: StateQuery,
        response: { 200: StateReply },
      },
    },
    async (request, reply) => {
      const withPictures = request.query.pictures === 'true'
      return sendState(request, reply, await request.sandbox.state(), withPictures ? pictures : undefined)
    },
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
          'What is left out comes from the seed. Empties the request log and the counts of the rules. At most 4 MiB and 300,000 values: of a larger state, put the accounts one by one, each with its pictures, or start a server with it as `SEED_FILE`.',
        querystring: NoQuery,
        body: StateInput,
        response: { 200: StateReply },
      },
    },
    async (request, reply) => {
      const { sandbox, body } = request
      const problem = findDuplicate(body) ?? sandbox.findExcess(body)
      if (problem !== undefined) throw invalid(problem)
      const { pictures: given = {}, accounts = [], ...rest } = body
      const imported = await importPictures(pictures, sandbox, accounts, given, (index) => `accounts[${index}].`)
      await sandbox.reset({ ...rest, ...(body.accounts !== undefined && { accounts: imported }) })
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
