import { renderEntry } from '../domain/logged-request.js'
import { KEY_RULES, RULES } from '../domain/rules.js'
import { sendJson } from '../http/envelope.js'
import { sandboxOf } from '../surface/request-context.js'
import type { TypedApp } from './app-type.js'
import { LogQuery, LogReply, NoQuery, Nothing, RulesReply } from './schemas.js'

/** What has happened in a sandbox: its calls, and the rules that decided them. */
export async function logRoutes(app: TypedApp): Promise<void> {
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
    (request, reply) => {
      const { log } = sandboxOf(request)
      const entries = log.list({ limit: 100, ...request.query }).map(renderEntry)
      sendJson(reply, 200, `{"requests":[${entries.join(',')}],"dropped":${log.dropped}}`)
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
    (request, reply) => {
      sandboxOf(request).log.clear()
      reply.code(204).send(null)
    },
  )
  app.get(
    '/rules',
    {
      schema: {
        operationId: 'listRules',
        tags: ['Rules'],
        summary: 'List the rules',
        description:
          'Every check of the vendor surface, whether the vendor documents it, and how often it decided a reply here.',
        querystring: NoQuery,
        response: { 200: RulesReply },
      },
    },
    (request, reply) => {
      const { log } = sandboxOf(request)
      reply.send({
        rules: RULES.map(({ id, statement, source }) => ({
          id,
          statement,
          source,
          hits: KEY_RULES.includes(id) ? null : log.hits(id),
        })),
      })
    },
  )
}
