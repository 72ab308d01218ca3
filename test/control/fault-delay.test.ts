import t from 'tap'
import { startServer, type TestServer } from '../helper.js'
import { ONE_APP } from '../two-apps.js'
import { readEvents } from './event-reader.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const LONG = { kind: 'delay', ms: 60_000 }

/** A call that meets a delay, on its way once the delay has been taken. */
async function delayedCall({ control, url, key }: TestServer, signal?: AbortSignal) {
  await control('PUT', '', { faults: [LONG] })
  const call = fetch(`${url}/v1/accounts/${ACCOUNT}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"platform":"instagram","name":"Fashion Daily"}',
    ...(signal && { signal }),
  })
  call.catch(() => {})
  while ((await control('GET', '/faults')).body.faults.length > 0);
  return { call }
}

t.test('waits, then goes on as ever', async (t) => {
  const { control, edit } = await startServer(t)
  const { body: armed } = await control('POST', '/faults', { kind: 'delay', ms: 60 })
  const started = performance.now()
  const { status, body } = await edit(ACCOUNT, { platform: 'instagram', name: 'Fashion Daily' })
  t.ok(performance.now() - started >= 55)
  t.equal(status, 200)
  t.equal(body.name, 'Fashion Daily')
  const { durationMs, fault, rule, why } = (await control('GET', '/requests')).body.requests[0]
  t.ok(durationMs >= 55, `${durationMs} ms`)
  t.strictSame(fault, { id: armed.id, kind: 'delay', ms: 60 })
  t.equal(rule, null)
  t.equal(why, 'Every check passed; the change of name starts a cooldown.')
})

t.test('ends when its client goes, and the update is not made', async (t) => {
  const server = await startServer(t)
  const events = await readEvents(t, server)
  const leaving = new AbortController()
  const { call } = await delayedCall(server, leaving.signal)
  leaving.abort()
  await t.rejects(call, { name: 'AbortError' })
  const { data } = await events.next('request')
  t.match(data, {
    accountId: ACCOUNT,
    requestBody: { platform: 'instagram', name: 'Fashion Daily' },
    status: null,
    responseBody: null,
    rule: null,
    why: 'The client went away before its call was answered.',
    fault: { kind: 'delay', ms: 60_000 },
  })
  t.ok(data.durationMs < 30_000)
  const { body } = await server.control('GET', `/accounts/${ACCOUNT}`)
  t.equal(body.profiles.instagram.name, 'Fashion Insider')
})

t.test('ends when the server closes, and the call is answered', async (t) => {
  const server = await startServer(t, ONE_APP)
  const { call } = await delayedCall(server)
  const started = performance.now()
  await server.app.close()
  t.equal((await call).status, 200)
  t.ok(performance.now() - started < 30_000)
})
