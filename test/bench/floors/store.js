// The least that an update by a store takes: the schema, the key's hash, one reading, one compare-and-set with a log entry.
import { createHash, randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import Fastify from 'fastify'
import { body } from './update-body.js'

const SCRIPT = `
local held = redis.call('HGET', KEYS[1], ARGV[1])
if (held or '') ~= ARGV[2] then return 0 end
if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
redis.call('XADD', KEYS[2], 'MAXLEN', 1000, '*', 'r', ARGV[4])
redis.call('PEXPIRE', KEYS[1], 3600000)
redis.call('PEXPIRE', KEYS[2], 3600000)
return 1`
const PROFILE = {
  success: true,
  platform: 'instagram',
  name: 'Fashion Insider',
  username: 'fashioninsider',
  bio: 'Fashion content',
  profilePictureUrl: 'http://127.0.0.1:4010/media/fashion-insider.jpg',
}
const FREE_FROM = { acc_instagram_cooldown: '2024-04-28T10:00:00Z' }

// As it comes, the client gives each command a timer of its own.
const commandOptions = process.env.UNTIMED === 'true' ? { timeout: 0 } : undefined
const client = await createClient({ url: process.env.STORE_URL, commandOptions }).connect()
const script = await client.scriptLoad(SCRIPT)
const app = Fastify({ logger: false })

/** One try; undefined where somebody else was faster. */
async function tryUpdate(base, accountId, update) {
  const [held] = await client.sendCommand(['HMGET', base, accountId])
  const current = held === null ? { ...PROFILE, accountId } : JSON.parse(held)
  const nextAllowedAt = update.name === undefined ? undefined : FREE_FROM[accountId]
  const message = `You can change your Instagram name again on ${nextAllowedAt?.slice(0, 10)}`
  const refusal = nextAllowedAt && { error: { code: 'name_change_restricted', message, nextAllowedAt } }
  const next = { ...current, ...update, updatedAt: new Date().toISOString() }
  const reply = refusal ?? next
  const entry = JSON.stringify({ id: randomUUID(), accountId, body: update, reply, before: current, after: next })
  const written = refusal ? '' : JSON.stringify(next)
  const args = ['EVALSHA', script, '2', base, `${base}:log`, accountId, held ?? '', written, entry]
  if ((await client.sendCommand(args)) === 1) return { status: refusal ? 429 : 200, reply }
}

app.get('/ready', async () => ({ status: 'ok' }))
app.patch('/v1/accounts/:accountId/profile', { schema: { body } }, async (request, reply) => {
  const key = /^Bearer (.+)$/i.exec(request.headers.authorization)?.[1]
  const base = `floor:{${createHash('sha256').update(key).digest('hex')}}`
  for (;;) {
    const made = await tryUpdate(base, request.params.accountId, request.body)
    if (made !== undefined) return reply.code(made.status).send(made.reply)
  }
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
