import t from 'tap'
import { startServer } from '../helper.js'

const ID = 'acc_1a2b3c4d5e'
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

t.test('a body that nests deeper than a stack can go is never a fault of the server', async (t) => {
  const { call, edit, control } = await startServer(t)
  const nested = deep(30_000)
  for (const [method, path] of [
    ['DELETE', ''],
    ['DELETE', '/clock'],
    ['DELETE', '/faults'],
    ['DELETE', '/requests'],
    ['DELETE', `/accounts/${ID}`],
    ['PUT', ''],
    ['PUT', '/clock'],
    ['PUT', `/accounts/${ID}`],
    ['POST', '/faults'],
    ['POST', '/clock/advance'],
  ] as const) {
    for (const body of [nested, `{"a":${nested}}`, `{"accounts":${nested}}`]) {
      t.equal((await control(method, path, body)).status, 400, `${method} ${path} ${body.slice(0, 20)}`)
    }
  }
  t.equal((await control('PUT', '', deep(2_000_000))).status, 400)
  const derived = `{"profiles":{"tiktok":{"name":"A","warmupDay":${nested},"nextNameChangeAllowed":${nested.slice(0, 0)}null}}}`
  t.equal((await control('PUT', '/accounts/acc_deep', derived)).status, 201, 'what is ignored may be anything')
  t.equal((await edit(ID, `{"platform":"instagram","more":${nested}}`)).status, 200)
  t.equal((await edit(ID, nested)).status, 400)
  const log = await control('GET', '/requests')
  t.match(log.text, nested, 'the log shows it as it came')
  t.equal((await call('GET', '/health')).status, 200)
})

t.test('a body of so many values that parsing it would keep others waiting is refused', async (t) => {
  const { control } = await startServer(t)
  const most = 'The request body must hold at most 300000 values'
  const many = 320_000
  for (const list of [
    `[${'0,'.repeat(many)}0]`,
    `[${'[],'.repeat(many)}[]]`,
    deep(many),
    `{${Array.from({ length: many }, (_, n) => `"${n}":1`).join(',')}}`,
  ]) {
    const { status, body } = await control('PUT', '', `{"accounts":${list}}`)
    t.strictSame([status, body.error.message], [400, most], list.slice(0, 10))
  }
  const bio = `[{,"\\${'['.repeat(many)}`
  const ago = { ago: { days: 9, hours: 1, minutes: 1, seconds: 1 } }
  const profile = { name: 'A', bio: '\\"', profilePictureUrl: 'https://a.b/c.jpg', updatedAt: ago, nameChangedAt: ago }
  const profiles = { tiktok: { ...profile, warmupStartedAt: ago }, instagram: { ...profile, username: 'a' } }
  const accounts = Array.from({ length: 4_999 }, (_, n) => {
    return { accountId: `acc_${n}`, phoneId: 'phone_a', createdAt: ago, profiles }
  })
  const large = [{ accountId: 'acc_text', profiles: { tiktok: { name: 'A', bio } } }, ...accounts]
  const { status, body } = await control('PUT', '', { accounts: large })
  t.equal(status, 200, 'a sandbox as full as can be is taken, and what stands in a text counts for nothing')
  t.equal(body.accounts.length, large.length)
})
