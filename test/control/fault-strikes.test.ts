import t from 'tap'
import { type Json, startServer, type TestServer } from '../helper.js'
import { error, startFrozen } from './frozen.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const RENAME = { platform: 'instagram', name: 'Fashion Daily' }

const nameOf = async ({ control }: TestServer) =>
  (await control('GET', `/accounts/${ACCOUNT}`)).body.profiles.instagram.name
const lastEntry = async ({ control }: TestServer): Promise<Json> =>
  (await control('GET', '/requests?limit=1')).body.requests[0]

const KINDS: [fault: { kind: string }, lost: boolean, effect: string][] = [
  [{ kind: 'error' }, false, 'replaced its reply'],
  [{ kind: 'disconnect' }, true, 'closed the connection'],
  [{ kind: 'truncate' }, true, 'cut its reply short'],
]
for (const [fault, lost, effect] of KINDS) {
  for (const when of ['before', 'after']) {
    t.test(`${fault.kind} ${when}`, async (t) => {
      const server = await startFrozen(t)
      const { body: armed } = await server.control('POST', '/faults', { ...fault, when, accountId: ACCOUNT })
      const call = server.edit(ACCOUNT, RENAME)
      if (lost) await t.rejects(call, { code: 'UND_ERR_SOCKET' })
      else t.match(await call, { status: 500, body: error('internal', 'An unexpected error occurred') })
      t.equal(await nameOf(server), when === 'after' ? 'Fashion Daily' : 'Fashion Insider')
      const fate = when === 'after' ? 'the update had run and ended in 200' : 'the update was not made'
      t.match(await lastEntry(server), {
        rule: 'fault-injected',
        status: { error: 500, disconnect: null, truncate: 200 }[fault.kind] ?? null,
        why: `Fault ${armed.id} (${fault.kind}, ${when}) ${effect}; ${fate}.`,
        fault: { id: armed.id, kind: fault.kind, when },
      })
      t.equal((await server.edit(ACCOUNT, RENAME)).status, 200, 'it struck once')
      const retry = await server.edit(ACCOUNT, { ...RENAME, name: 'Yet another' })
      t.equal(retry.status, 429)
    })
  }
}

t.test('a truncated reply promises the whole and brings the first half', async (t) => {
  const { control, url, key, edit } = await startFrozen(t)
  const whole = await edit(ACCOUNT, { platform: 'instagram', bio: 'Hello' })
  await control('POST', '/faults', { kind: 'truncate' })
  const response = await fetch(`${url}/v1/accounts/${ACCOUNT}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', bio: 'Hello' }),
  })
  t.equal(response.status, 200)
  t.equal(response.headers.get('content-length'), String(Buffer.byteLength(whole.text)))
  t.equal(response.headers.get('content-type'), whole.headers.get('content-type'))
  t.match(response.headers.get('x-request-id'), /^[0-9a-f-]{36}$/)
  let arrived = ''
  const read = async () => {
    for await (const chunk of response.body!) arrived += Buffer.from(chunk)
  }
  await t.rejects(read(), { message: 'terminated' })
  t.equal(arrived, whole.text.slice(0, whole.text.length / 2))
})

t.test('a fault strikes an update with a picture as any other', async (t) => {
  const FAULTS: [fault: { kind: string; when?: string; ms?: number }, changes: boolean][] = [
    [{ kind: 'truncate', when: 'before' }, false],
    [{ kind: 'disconnect', when: 'after' }, true],
    [{ kind: 'delay', ms: 1 }, true],
  ]
  for (const [fault, changes] of FAULTS) {
    const server = await startServer(t)
    const { control, edit } = server
    const picture = async () => (await control('GET', `/accounts/${ACCOUNT}`)).body.profiles.instagram.profilePictureUrl
    const before = await picture()
    await control('POST', '/faults', { ...fault, accountId: ACCOUNT })
    const update = { platform: 'instagram', profilePictureUrl: 'https://pictures.test/64x64.png' }
    const call = edit(ACCOUNT, update)
    if (fault.kind === 'delay') t.equal((await call).status, 200)
    else await t.rejects(call)
    t.equal((await picture()) !== before, changes, fault.kind)
    t.match((await lastEntry(server)).picture, { format: 'png', width: 64, height: 64 }, fault.kind)
  }
})

t.test('a fault does not hide why the update that it lets run is refused', async (t) => {
  const server = await startServer(t)
  await server.control('POST', '/faults', { kind: 'delay', ms: 1, accountId: 'acc_nobody' })
  const update = { platform: 'instagram', profilePictureUrl: 'https://pictures.test/64x64.png' }
  const { status, headers } = await server.edit('acc_nobody', update)
  t.equal(status, 404)
  t.equal(headers.get('x-sandbox-rule'), 'account-not-found')
  t.match(await lastEntry(server), { picture: null, fault: { kind: 'delay' } })
})

t.test('a truncated refusal names the fault', async (t) => {
  const { control, url, key } = await startFrozen(t)
  await control('POST', '/faults', { kind: 'truncate', when: 'after' })
  const response = await fetch(`${url}/v1/accounts/acc_nobody/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"platform":"tiktok"}',
  })
  t.equal(response.status, 404)
  t.equal(response.headers.get('x-sandbox-rule'), 'fault-injected')
  await t.rejects(response.text())
})

t.test('an error brings its own status and words', async (t) => {
  const { control, edit } = await startFrozen(t)
  await control('POST', '/faults', { kind: 'error', status: 503, code: 'unavailable', message: 'Come back later' })
  const { status, body, headers } = await edit(ACCOUNT, RENAME)
  t.equal(status, 503)
  t.strictSame(body, error('unavailable', 'Come back later'))
  t.equal(headers.get('x-sandbox-rule'), 'fault-injected')
})

t.test('acc_server_error fails every time, until its fault is removed', async (t) => {
  const { control, edit } = await startServer(t)
  for (const platform of ['instagram', 'tiktok', 'tiktok']) {
    const { status, body } = await edit('acc_server_error', { platform, bio: 'x' })
    t.equal(status, 500)
    t.strictSame(body, error('internal', 'An unexpected error occurred'))
  }
  t.equal((await control('GET', '/faults')).body.faults[0].times, null)
  await control('DELETE', '/faults/flt_seed_server_error')
  t.equal((await edit('acc_server_error', { platform: 'tiktok', bio: 'x' })).status, 200)
})

t.test('what does not pass the first checks meets no fault', async (t) => {
  const { control, edit, call } = await startServer(t)
  await control('PUT', '', { faults: [{ kind: 'error', status: 503 }] })
  t.equal((await edit(ACCOUNT, { platform: 'facebook' })).status, 400)
  t.equal((await edit(ACCOUNT, '{')).status, 400)
  t.equal((await edit(ACCOUNT, RENAME, { key: null })).status, 401)
  t.equal((await call('GET', `/v1/accounts/${ACCOUNT}/profile`)).status, 405)
  t.equal((await control('GET', '/faults')).body.faults.length, 1)
  t.equal((await edit('acc_nobody', RENAME)).status, 503, 'whether the account is there is checked later')
})
