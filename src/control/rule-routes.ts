import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { KEY_RULES, RULES } from '../domain/rules.js'
import { NoQuery, RulesReply } from './schemas.js'

/** The rules of the vendor surface, and how often each decided a call of this sandbox. */
export const ruleRoutes: FastifyPluginAsyncTypebox = async (app) => {
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
    async (request) => {
      const hits = await request.sandbox.requests.hits()
      return {
        rules: RULES.map(({ id, statement, source }) => ({
          id,
          statement,
          source,
          hits: KEY_RULES.includes(id) ? null : (hits.get(id) ?? 0),
        })),
      }
    },
  )
}
