// The least that a Fastify route can do for an update: the schema, the key, a look into a map, a spread.
import Fastify from 'fastify'
import { body } from './update-body.js'

const keys = new Set(Array.from({ length: 64 }, (_, index) => `sk_test_bench_${index}`))
/** As many bytes as the real one answers with. */
const account = (accountId, nextAllowedAt) => ({
  profile: {
    success: true,
    accountId,
    platform: 'instagram',
    name: 'Fashion Insider',
    username: 'fashioninsider',
    bio: 'Fashion content',
    profilePictureUrl: 'http://127.0.0.1:4010/media/fashion-insider.jpg',
  },
  nextAllowedAt,
})
const accounts = new Map([
  ['acc_1a2b3c4d5e', account('acc_1a2b3c4d5e', null)],
  ['acc_instagram_cooldown', account('acc_instagram_cooldown', '2024-04-28T10:00:00Z')],
])

const app = Fastify({ logger: false })
app.patch('/v1/accounts/:accountId/profile', { schema: { body } }, async (request, reply) => {
  const key = /^Bearer (.+)$/i.exec(request.headers.authorization)?.[1]
  if (!keys.has(key)) return reply.code(401).send({ error: { code: 'unauthorized', message: 'No API key provided' } })
  const { profile, nextAllowedAt } = accounts.get(request.params.accountId)
  if (request.body.name !== undefined && nextAllowedAt !== null) {
    const message = `You can change your Instagram name again on ${nextAllowedAt.slice(0, 10)}`
    return reply.code(429).send({ error: { code: 'name_change_restricted', message, nextAllowedAt } })
  }
  const next = { ...profile, ...request.body, updatedAt: new Date().toISOString() }
  accounts.set(request.params.accountId, { profile: next, nextAllowedAt })
  return next
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
