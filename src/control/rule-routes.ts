import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { EVERY_RULE, KEY_RULES } from '../domain/rules.js'
import type { VerifiedRules } from '../domain/verified.js'
import { NoQuery, RulesReply } from './schemas.js'

export interface RuleOptions {
  /** What a conformance report says of each rule. */
  verified: VerifiedRules
}

/** The rules of the vendor surface, and how often each decided a call of this sandbox. */
export const ruleRoutes: FastifyPluginAsyncTypebox<RuleOptions> = async (app, { verified }) => {
  app.get(
    '/rules',
    {
      schema: {
        operationId: 'listRules',
        tags: ['Rules'],
        summary: 'List the rules',
        description:
          'Every check of the vendor surface, and every promise of its replies: whether the vendor documents it, how often it decided a reply here, and what a conformance report says of it.',
        querystring: NoQuery,
        response: { 200: RulesReply },
      },
    },
    async (request) => {
      const hits = await request.sandbox.requests.hits()
      return {
        rules: EVERY_RULE.map((rule) => {
          const { id, statement, source, kind } = rule
          // A promise decides no reply.
          const counted = rule.kind === 'refusal' && !KEY_RULES.includes(rule.id)
          return {
            id,
            statement,
            source,
            kind,
            hits: counted ? (hits.get(rule.id) ?? 0) : null,
            verified: verified.get(id) ?? null,
          }
        }),
      }
    },
  )
}
