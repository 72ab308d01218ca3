import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readEvents } from '../control/event-reader.js'
import { type Call, type Reply, startServer } from '../helper.js'
import { makeDocument } from './make-document.js'
import { openapiValidator } from './openapi-validator.js'

const ACCOUNT = '/_sandbox/accounts/acc_new'
const EDIT = '/v1/accounts/acc_1a2b3c4d5e/profile'
const NONE = '/v1/accounts/acc_none/profile'
const profiles = { tiktok: { name: 'Fresh', warmupStartedAt: { ago: { days: 6 } } }, instagram: { name: 'Fresh' } }
const instagram = (more: object) => ({ body: { platform: 'instagram', ...more } })
const picture = (file: string) => instagram({ profilePictureUrl: `https://pictures.test/${file}` })
const PLAIN: Call = { body: 'platform=tiktok', headers: { 'content-type': 'text/plain' } }
const NO_KEY: Call = { key: null }
const body = (value: unknown): Call => ({ body: value })

type Step = [method: string, path: string, call: Call, status: number]

/** In this order: later calls build on earlier ones. */
const STEPS: Step[] = [
  ['GET', '/_sandbox', {}, 200],
  ['GET', '/_sandbox?a=1', {}, 400],
  ['GET', '/_sandbox', NO_KEY, 401],
  ['PATCH', EDIT, instagram({ bio: 'Daily', more: 1 }), 200],
  ['PATCH', EDIT, picture('1080x1080.jpg'), 200],
  ['PATCH', EDIT, picture('1920x1080.jpg'), 400],
  ['PATCH', EDIT, picture('status/404'), 400],
  ['PATCH', EDIT, picture('not-an-image.jpg'), 400],
  ['PATCH', EDIT, body('{'), 400],
  ['PATCH', EDIT, body([]), 400],
  ['PATCH', EDIT, body({ platform: 'tiktok', username: 'new' }), 400],
  ['PATCH', '/v1/accounts/%zz/profile', instagram({}), 400],
  ['PATCH', EDIT, { key: 'sk_live_1' }, 401],
  ['PATCH', EDIT, { key: 'sk_test_expired' }, 401],
  ['PATCH', NONE, instagram({ bio: '' }), 404],
  ['PATCH', EDIT, instagram({ bio: 'x'.repeat(70_000) }), 413],
  ['PATCH', EDIT, PLAIN, 415],
  ['PUT', ACCOUNT, body({ profiles }), 201],
  ['PUT', ACCOUNT, body({ accountId: 'acc_new', profiles }), 200],
  ['PATCH', '/v1/accounts/acc_new/profile', body({ platform: 'tiktok', name: 'Renamed' }), 200],
  ['PATCH', '/v1/accounts/acc_new/profile', body({ platform: 'tiktok', name: 'Again' }), 429],
  ['PUT', ACCOUNT, body({ profiles: { tiktok: { name: 'Fresh' } } }), 200],
  ['PATCH', '/v1/accounts/acc_new/profile', body({ platform: 'tiktok', name: 'Unwarmed' }), 429],
  ['GET', '/v1/accounts/acc_new', {}, 200],
  ['GET', '/v1/accounts/acc_new?platform=none', {}, 400],
  ['GET', '/v1/accounts/acc_none', {}, 404],
  ['GET', '/v1/accounts/acc_new', NO_KEY, 401],
  ['POST', '/_sandbox/faults', body({ kind: 'error', operation: 'get' }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'error', operation: 'get', status: 418 }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'error', operation: 'get', status: 502 }), 201],
  ['GET', '/v1/accounts/acc_new', {}, 500],
  ['GET', '/v1/accounts/acc_new', {}, 418],
  ['GET', '/v1/accounts/acc_new', {}, 502],
  ['POST', '/_sandbox/faults', body({ kind: 'error', times: 1 }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'error', status: 418, code: 'teapot', message: 'Short and stout' }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'error', status: 502, when: 'after' }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'delay', ms: 0, accountId: 'acc_1a2b3c4d5e' }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'disconnect', platform: 'tiktok', times: null }), 201],
  ['POST', '/_sandbox/faults', body({ kind: 'truncate', when: 'after' }), 201],
  ['GET', '/_sandbox', {}, 200],
  ['GET', '/_sandbox/faults', {}, 200],
  ['PATCH', EDIT, instagram({}), 500],
  ['PATCH', EDIT, instagram({}), 418],
  ['PATCH', EDIT, instagram({}), 502],
  ['PATCH', EDIT, instagram({}), 200],
  ['GET', '/_sandbox/requests', {}, 200],
  ['GET', '/_sandbox/requests?rule=picture-not-square&status=400', {}, 200],
  ['GET', '/_sandbox/requests/LAST', {}, 200],
  ['GET', '/_sandbox/requests/LAST?a=1', {}, 400],
  ['GET', '/_sandbox/requests/LAST', NO_KEY, 401],
  ['GET', '/_sandbox/requests/none', {}, 404],
  ['GET', '/_sandbox/requests?status=4xx&text=SQUARE', {}, 200],
  ['GET', '/_sandbox/requests?limit=0', {}, 400],
  ['GET', '/_sandbox/requests', NO_KEY, 401],
  ['GET', '/_sandbox/rules', {}, 200],
  ['GET', '/_sandbox/rules?a=1', {}, 400],
  ['GET', '/_sandbox/rules', NO_KEY, 401],
  ['DELETE', '/_sandbox/faults/none', {}, 404],
  ['DELETE', '/_sandbox/faults/none?a=1', {}, 400],
  ['DELETE', '/_sandbox/faults/none', NO_KEY, 401],
  ['DELETE', '/_sandbox/faults/none', PLAIN, 415],
  ['PUT', '/_sandbox', body({ faults: [{ kind: 'delay', ms: 1, id: 'late' }] }), 200],
  ['DELETE', '/_sandbox/faults/late', {}, 204],
  ['GET', '/_sandbox/faults?a=1', {}, 400],
  ['GET', '/_sandbox/faults', NO_KEY, 401],
  ['POST', '/_sandbox/faults', body({ kind: 'fire' }), 400],
  ['POST', '/_sandbox/faults', NO_KEY, 401],
  ['POST', '/_sandbox/faults', PLAIN, 415],
  ['PUT', '/_sandbox', body({ faults: Array(100).fill({ kind: 'disconnect' }) }), 200],
  ['POST', '/_sandbox/faults', body({ kind: 'disconnect' }), 429],
  ['DELETE', '/_sandbox/faults?a=1', {}, 400],
  ['DELETE', '/_sandbox/faults', NO_KEY, 401],
  ['DELETE', '/_sandbox/faults', PLAIN, 415],
  ['DELETE', '/_sandbox/faults', {}, 204],
  ['DELETE', '/_sandbox/requests?a=1', {}, 400],
  ['DELETE', '/_sandbox/requests', NO_KEY, 401],
  ['DELETE', '/_sandbox/requests', PLAIN, 415],
  ['DELETE', '/_sandbox/requests', {}, 204],
  ['GET', '/_sandbox/clock', {}, 200],
  ['GET', '/_sandbox/clock?a=1', {}, 400],
  ['GET', '/_sandbox/clock', NO_KEY, 401],
  ['PUT', '/_sandbox/clock', body({ mode: 'frozen', now: '2024-04-21T10:00:00Z' }), 200],
  ['PUT', '/_sandbox/clock', body({ mode: 'stopped' }), 400],
  ['PUT', '/_sandbox/clock', NO_KEY, 401],
  ['PUT', '/_sandbox/clock', PLAIN, 415],
  ['POST', '/_sandbox/clock/advance', body({ days: 1 }), 200],
  ['POST', '/_sandbox/clock/advance', body({}), 400],
  ['POST', '/_sandbox/clock/advance', NO_KEY, 401],
  ['POST', '/_sandbox/clock/advance', PLAIN, 415],
  ['DELETE', '/_sandbox/clock?a=1', {}, 400],
  ['DELETE', '/_sandbox/clock', NO_KEY, 401],
  ['DELETE', '/_sandbox/clock', PLAIN, 415],
  ['DELETE', '/_sandbox/clock', {}, 204],
  ['GET', '/_sandbox/accounts?limit=1000', {}, 200],
  ['GET', '/_sandbox/accounts?limit=none', {}, 400],
  ['GET', '/_sandbox/accounts', NO_KEY, 401],
  ['GET', '/_sandbox/accounts/acc_1a2b3c4d5e', {}, 200],
  ['GET', '/_sandbox/accounts/%zz', {}, 400],
  ['GET', ACCOUNT, NO_KEY, 401],
  ['GET', ACCOUNT, {}, 404],
  ['PUT', ACCOUNT, body({ profiles: { tiktok: {} } }), 400],
  ['PUT', ACCOUNT, NO_KEY, 401],
  ['PUT', ACCOUNT, PLAIN, 415],
  ['DELETE', ACCOUNT, {}, 404],
  ['DELETE', `${ACCOUNT}?a=1`, {}, 400],
  ['DELETE', ACCOUNT, NO_KEY, 401],
  ['DELETE', ACCOUNT, PLAIN, 415],
  ['DELETE', '/_sandbox/accounts/acc_1a2b3c4d5e', {}, 204],
  [
    'PUT',
    '/_sandbox',
    body({ accounts: Array.from({ length: 5_000 }, (_, n) => ({ accountId: `acc_${n}`, profiles: {} })) }),
    200,
  ],
  ['PUT', ACCOUNT, body({ profiles }), 429],
  ['PUT', '/_sandbox', body({ clock: 1 }), 400],
  ['PUT', '/_sandbox', NO_KEY, 401],
  ['PUT', '/_sandbox', PLAIN, 415],
  ['DELETE', '/_sandbox?a=1', {}, 400],
  ['DELETE', '/_sandbox', NO_KEY, 401],
  ['DELETE', '/_sandbox', PLAIN, 415],
  ['DELETE', '/_sandbox', {}, 204],
  ['GET', '/_sandbox/events?a=1', {}, 400],
  ['GET', '/_sandbox/events', NO_KEY, 401],
  ['GET', '/health', NO_KEY, 200],
  ['GET', '/ready', NO_KEY, 200],
  ['GET', '/metrics', NO_KEY, 200],
  ['GET', '/media/fashion-insider.jpg', NO_KEY, 200],
  ['GET', '/media/none.jpg', NO_KEY, 404],
  ['GET', '/media/%zz', NO_KEY, 400],
]

/** The replies to every call that would make sandboxes hold more than they may. */
async function askFull(t: Test): Promise<[method: string, path: string, reply: Reply][]> {
  const faults = Array(60).fill({ kind: 'error', message: 'x'.repeat(500) })
  const seed = { accounts: [{ accountId: 'acc_seed', profiles: {} }], faults }
  const file = join(t.testdir({ 'seed.json': JSON.stringify(seed) }), 'seed.json')
  const { call, control } = await startServer(t, { STATE_MAX_BYTES: '1000000', SEED_FILE: file })
  const other = { key: 'sk_test_other' }
  await control('PUT', '', { faults: [] }, other)
  const put = (accountId: string, length: number) =>
    control('PUT', `/accounts/${accountId}`, { profiles: { tiktok: { name: 'A', bio: 'x'.repeat(length) } } })
  let last = 0
  while ((await put(`acc_${last}`, 60_000)).status === 201) last += 1
  // To the last byte.
  let [fits, tooLong] = [0, 60_000]
  while (tooLong - fits > 1) {
    const length = (fits + tooLong) >> 1
    if ((await put(`acc_${last}`, length)).status === 429) tooLong = length
    else fits = length
  }
  const accounts = Array.from({ length: 20 }, (_, n) => ({
    accountId: `acc_more_${n}`,
    profiles: { tiktok: { name: 'A', bio: 'x'.repeat(60_000) } },
  }))
  const fresh = { key: 'sk_test_fresh' }
  return [
    ['GET', '/v1/accounts/acc_seed', await call('GET', '/v1/accounts/acc_seed', fresh)],
    ['GET', '/_sandbox/clock', await call('GET', '/_sandbox/clock', fresh)],
    ['PUT', '/_sandbox', await control('PUT', '', { accounts })],
    ['DELETE', '/_sandbox', await control('DELETE', '', undefined, other)],
    ['PUT', '/_sandbox/accounts/acc_new', await put('acc_new', 1)],
    ['DELETE', '/_sandbox/accounts/acc_seed', await control('DELETE', '/accounts/acc_seed')],
    ['POST', '/_sandbox/faults', await control('POST', '/faults', { kind: 'disconnect' })],
  ]
}

t.test('every reply is one that the document describes, and every described reply comes', async (t) => {
  const server = await startServer(t, { METRICS: 'true' })
  const { documented, check } = openapiValidator(await makeDocument())
  const seen = new Set<string>()

  let last = ''
  for (const [method, step, call, status] of STEPS) {
    const path = step.replace('LAST', last)
    const observed = await server.call(method, path, call)
    if (path.startsWith('/v1')) last = observed.headers.get('x-request-id')!
    const { reply, problems } = check(method, path.split('?')[0]!, observed)
    seen.add(reply)
    t.strictSame([observed.status, problems], [status, []], `${method} ${path} ${status}`)
  }

  await t.test('event streams', async (t) => {
    const streams = await Promise.all(Array.from({ length: 8 }, () => readEvents(t, server)))
    const { status, headers } = streams[0]!.response
    const first = check('GET', '/_sandbox/events', { status, headers, text: '' })
    const refused = check('GET', '/_sandbox/events', await server.control('GET', '/events'))
    t.strictSame([first.problems, refused.problems], [[], []])
    t.strictSame([first.reply, refused.reply], ['GET /_sandbox/events 200', 'GET /_sandbox/events 429'])
    seen.add(first.reply).add(refused.reply)
  })

  await t.test('by another name', async (t) => {
    for (const reply of documented.filter((reply) => reply.endsWith(' 421'))) {
      const [method = '', template = ''] = reply.split(' ')
      const path = template.replaceAll(/\{\w+\}/g, 'x')
      const observed = await server.call(method, path, { headers: { host: 'evil.test' } })
      t.strictSame(check(method, path, observed), { reply, problems: [] })
      seen.add(reply)
    }
  })

  await t.test('of a server that has no room for another sandbox', async (t) => {
    const full = await startServer(t, { SANDBOX_LIMIT: '1' })
    await full.control('GET', '/clock')
    for (const reply of documented.filter((reply) => / \/(?:v1|_sandbox).* 503$/.test(reply))) {
      const [method = '', template = ''] = reply.split(' ')
      const path = template.replaceAll(/\{\w+\}/g, 'x')
      const observed = await full.call(method, path, { key: 'sk_test_new' })
      t.match(observed.body, { error: { code: 'limit_reached' } })
      t.strictSame(check(method, path, observed), { reply, problems: [] })
      seen.add(reply)
    }
  })

  await t.test('of sandboxes that hold all that they may', async (t) => {
    for (const [method, path, observed] of await askFull(t)) {
      t.match(observed.body, { error: { code: 'limit_reached', message: /STATE_MAX_BYTES/ } }, `${method} ${path}`)
      const { reply, problems } = check(method, path, observed)
      t.strictSame(problems, [])
      seen.add(reply)
    }
  })

  // A fault of the server or its end cannot be asked for, and whether there are pages is the build's affair.
  const elsewhere = /^(?!PATCH).* 500$|^GET \/(?:ready|media\/\{file\}) 503$|^GET (?:\/docs|\/openapi.json|\/) /
  t.strictSame(
    documented.filter((reply) => !seen.has(reply) && !elsewhere.test(reply)),
    [],
    'nothing is described that does not come',
  )
})

t.test('what the document does not describe is found', async (t) => {
  const { check } = openapiValidator(await makeDocument())
  const json = { 'content-type': 'application/json', 'x-request-id': '11111111-2222-4333-8444-555555555555' }
  const health = { status: 'ok', version: '1', uptimeSeconds: 1 }
  const cases: [name: string, method: string, path: string, status: number, headers: object, text: string][] = [
    ['a path', 'GET', '/none', 200, json, '{}'],
    ['a method', 'PUT', '/health', 200, json, '{}'],
    ['a status', 'GET', '/health', 202, json, '{}'],
    ['a content type', 'GET', '/health', 200, { ...json, 'content-type': 'text/plain' }, 'ok'],
    ['a field more', 'GET', '/health', 200, json, JSON.stringify({ ...health, mood: 'fine' })],
    ['a field less', 'GET', '/health', 200, json, '{"status":"ok"}'],
    ['a header more', 'GET', '/health', 200, { ...json, 'x-sandbox-mood': 'fine' }, JSON.stringify(health)],
    ['a wrong header', 'GET', '/health', 200, { ...json, 'x-request-id': '7' }, JSON.stringify(health)],
    ['a header less', 'GET', '/health', 200, { 'content-type': 'application/json' }, JSON.stringify(health)],
    ['a body where none is', 'DELETE', '/_sandbox/clock', 204, json, '{}'],
  ]
  for (const [name, method, path, status, headers, text] of cases) {
    const { problems } = check(method, path, { status, headers: new Headers(headers as Record<string, string>), text })
    t.equal(problems.length, 1, name)
  }
})
