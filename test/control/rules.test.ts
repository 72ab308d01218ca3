import t from 'tap'
import { type Json, startServer } from '../helper.js'

const KEY_RULES = ['key-missing', 'key-expired', 'key-invalid']

t.test('every rule, with its statement, its source and its hits here', async (t) => {
  const { control, edit } = await startServer(t)
  const { status, body } = await control('GET', '/rules')
  t.equal(status, 200)
  t.strictSame(Object.keys(body), ['rules'])
  t.ok(body.rules.length > 25)
  t.strictSame([...new Set(body.rules.map(({ kind }: Json) => kind))], ['refusal', 'promise'], 'promises come last')
  for (const rule of body.rules) {
    t.strictSame(Object.keys(rule), ['id', 'statement', 'source', 'kind', 'hits', 'verified'])
    t.match(rule, { id: /^[a-z-]+$/, statement: /\.$/, source: /^(documented|assumed)$/, verified: null })
    t.equal(rule.hits, KEY_RULES.includes(rule.id) || rule.kind === 'promise' ? null : 0, rule.id)
  }

  const other = { key: 'sk_test_other' }
  await edit('acc_nobody', { platform: 'tiktok' })
  await edit('acc_nobody', { platform: 'tiktok' })
  await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'Another' })
  await edit('acc_1a2b3c4d5e', { platform: 'tiktok' })
  await edit('acc_1a2b3c4d5e', { platform: 'tiktok', bio: 5 }, other)
  await edit('acc_1a2b3c4d5e', { platform: 'tiktok' }, { key: null })
  const hits = async (key?: { key: string }) => {
    const { rules } = (await control('GET', '/rules', undefined, key)).body
    const hit = rules.filter((rule: Json) => rule.hits !== 0 && rule.hits !== null)
    return Object.fromEntries(hit.map((rule: Json) => [rule.id, rule.hits]))
  }
  t.strictSame(await hits(), { 'account-not-found': 2, 'tiktok-name-cooldown': 1 })
  t.strictSame(await hits(other), { 'bio-invalid': 1 })
})
