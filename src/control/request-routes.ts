import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { type LoggedRequest, renderRequest } from '../domain/logged-request.js'
import { matchesFilter } from '../domain/request-filter.js'
import { sendJson } from '../http/envelope.js'
import { errorResponse } from '../http/error-schema.js'
import { notFound } from './control-errors.js'
import { LoggedRequestReply, LogQuery, LogReply } from './log-schemas.js'
import { NoQuery, Nothing } from './schemas.js'
import { sendList } from './send-list.js'

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
      const { limit = 100, status, ...rest } = request.query
      const filter = { ...rest, status: status === undefined ? undefined : String(status) }
      const matches = (logged: LoggedRequest) => matchesFilter(logged, filter)
      const { requests, dropped } = await request.sandbox.requests.list({ limit, matches })
      // Bodies are JSON text already, which nobody need parse to write it again.
      return sendList(request, reply, {
        before: '{"requests":[',
        items: requests,
        render: renderRequest,
        after: `],"dropped":${dropped}}`,
      })
    },
  )
  app.get(
    '/requests/:id',
    {
      schema: {
        operationId: 'getRequest',
        tags: ['Requests'],
        summary: 'Read one call',
        description: 'By the `x-request-id` of its reply.',
        querystring: NoQuery,
        params: Type.Object({ id: Type.String() }),
        response: {
          200: LoggedRequestReply,
          404: errorResponse('The log has no such call, or its bounds have pushed it out.', {
            code: 'not_found',
            message: 'Request 3b241101-e2bb-4255-8caf-4136c566a962 not found',
          }),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { requests } = await request.sandbox.requests.list({ limit: 1, matches: (logged) => logged.id === id })
      if (requests[0] === undefined) throw notFound(`Request ${id} not found`)
      return sendJson(reply, 200, renderRequest(requests[0]))
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
