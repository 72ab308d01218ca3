import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Static } from '@sinclair/typebox'
import { type LoggedRequest, renderRequest } from '../domain/logged-request.js'
import { sendJson } from '../http/envelope.js'
import { LogQuery, LogReply, NoQuery, Nothing } from './schemas.js'

/** What was called in a sandbox, and why it ended as it did. */
export const requestRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/requests',
    {
      schema: {
        operationId: 'listRequests',
        tags: ['Requests'],
        summary: 'Read the request log',
        description:
          'Calls on the vendor surface, each with why it ended as it did. Calls refused with 401 are in no log.',
        querystring: LogQuery,
        response: { 200: LogReply },
      },
    },
    async (request, reply) => {
      const { limit = 100, ...filter } = request.query
      const matches = (logged: LoggedRequest) => matchesFilter(logged, filter)
      const { requests, dropped } = await request.sandbox.requests.list({ limit, matches })
      // Bodies are JSON text already, which nobody need parse to write it again.
      return sendJson(reply, 200, `{"requests":[${requests.map(renderRequest).join(',')}],"dropped":${dropped}}`)
    },
  )
  app.delete(
    '/requests',
    {
      schema: {
        operationId: 'clearRequests',
        tags: ['Requests'],
        summary: 'Empty the request log',
        description: 'And the counts of the rules.',
        querystring: NoQuery,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await request.sandbox.requests.clear()
      return reply.code(204).send(null)
    },
  )
}

function matchesFilter(logged: LoggedRequest, { accountId, status, rule }: Omit<Static<typeof LogQuery>, 'limit'>) {
  return (
    (accountId ?? logged.accountId) === logged.accountId &&
    (status ?? logged.status) === logged.status &&
    (rule ?? logged.rule) === logged.rule
  )
}
