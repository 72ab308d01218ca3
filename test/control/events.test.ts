import t from 'tap'
import { startServer } from '../helper.js'
import { ONE_APP, TEST_STORE_URL } from '../two-apps.js'
import { readEvents } from './event-reader.js'
import { NOW, startFrozen } from './frozen.js'

const ACCOUNT = 'acc_1a2b3c4d5e'

t.test('what happens is told as it happens, each with an id', async (t) => {
  const server = await startFrozen(t)
  const { control, edit } = server
  const events = await readEvents(t, server)
  t.equal(events.response.status, 200)
  t.equal(events.response.headers.get('content-type'), 'text/event-stream')

  await edit(ACCOUNT, { platform: 'tiktok', name: 'Fashion Daily' })
  const account = await events.next()
  t.equal(account.event, 'account')
  t.strictSame(account.data, (await control('GET', `/accounts/${ACCOUNT}`)).body)
  const request = await events.next()
  t.equal(request.event, 'request')
  t.strictSame(request.data, (await control('GET', '/requests')).body.requests[0])

  const CASES: [name: string, act: () => Promise<unknown>, event: string, data: object][] = [
    [
      'an account put',
      () => control('PUT', '/accounts/acc_a', { profiles: {} }),
      'account',
      { accountId: 'acc_a', profiles: {} },
    ],
    [
      'an account deleted',
      () => control('DELETE', '/accounts/acc_a'),
      'account',
      { accountId: 'acc_a', deleted: true },
    ],
    [
      'a clock set',
      () => control('PUT', '/clock', { now: '2025-01-01T00:00:00Z' }),
      'clock',
      { mode: 'frozen', now: '2025-01-01T00:00:00Z' },
    ],
    [
      'a clock advanced',
      () => control('POST', '/clock/advance', { days: 1 }),
      'clock',
      { mode: 'frozen', now: '2025-01-02T00:00:00Z' },
    ],
    ['a state put', () => control('PUT', '', { clock: { mode: 'frozen', now: NOW } }), 'reset', {}],
    ['a reset', () => control('DELETE', ''), 'reset', {}],
  ]
  const ids = [account.id, request.id]
  for (const [name, act, event, data] of CASES) {
    await t.test(name, async (t) => {
      await act()
      const told = await events.next()
      t.equal(told.event, event)
      t.strictSame(told.data, data)
      ids.push(told.id)
    })
  }
  await control('DELETE', '/clock')
  const released = await events.next()
  t.match([released.event, released.data.mode], ['clock', 'real'])
  t.equal(new Set(ids).size, ids.length)
})

t.test('what changes nothing tells of no account', async (t) => {
  const server = await startServer(t)
  const events = await readEvents(t, server)
  await server.edit(ACCOUNT, { platform: 'tiktok' })
  await server.edit(ACCOUNT, { platform: 'tiktok', bio: 5 })
  t.equal((await events.next()).event, 'request')
  t.equal((await events.next()).event, 'request')
})

t.test('Last-Event-ID replays the requests still held, then goes on', async (t) => {
  const server = await startServer(t)
  const { control, edit } = server
  const live = await readEvents(t, server)
  const ids: string[] = []
  for (const bio of ['one', 'two', 'three']) {
    await edit(ACCOUNT, { platform: 'tiktok', bio })
    ids.push((await live.next('request')).id)
  }
  const replayed = async (lastEventId: string, count: number) => {
    const events = await readEvents(t, server, { lastEventId })
    const found = []
    while (found.length < count) found.push(await events.next())
    await control('PUT', '/clock', {})
    t.equal((await events.next()).event, 'clock', 'and nothing else')
    events.close()
    return found.map(({ id, event, data }) => [id, event, data.requestBody.bio])
  }
  const all = [
    [ids[0], 'request', 'one'],
    [ids[1], 'request', 'two'],
    [ids[2], 'request', 'three'],
  ]
  t.strictSame(await replayed(ids[0]!, 2), all.slice(1))
  t.strictSame(await replayed(ids[2]!, 0), [])
  t.strictSame(await replayed('0badcafe-2', 3), all, 'an id of another sandbox has seen nothing of this one')
  t.strictSame(await replayed('nonsense', 3), all)
  t.strictSame(await replayed(`${ids[0]!.split('-')[0]}-x`, 3), all)
  await control('DELETE', '/requests')
  t.strictSame(await replayed(ids[0]!, 0), [])
})

t.test('a key hears of its own sandbox alone', async (t) => {
  const server = await startServer(t)
  const events = await readEvents(t, server)
  const other = { key: 'sk_test_other' }
  await server.control('PUT', '/clock', {}, other)
  await server.edit(ACCOUNT, { platform: 'tiktok' }, other)
  await server.control('DELETE', '')
  t.equal((await events.next()).event, 'reset')
})

t.test('a heartbeat keeps a quiet stream open', async (t) => {
  const server = await startServer(t)
  const beats: (() => void)[] = []
  const { setInterval } = globalThis
  const slow = (run: () => void, ms: number) => {
    if (ms === 15_000) beats.push(run)
    return setInterval(run, ms)
  }
  t.intercept(globalThis, 'setInterval', { value: slow, configurable: true, writable: true })
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const headers = { authorization: `Bearer ${server.key}` }
  const { body } = await fetch(`${server.url}/_sandbox/events`, { headers, signal: leaving.signal })
  t.equal(beats.length, 1)
  beats[0]?.()
  let received = ''
  for await (const chunk of body!) {
    received += Buffer.from(chunk)
    if (received.includes('heartbeat')) break
  }
  t.equal(received, ': open\n\n: heartbeat\n\n')
})

t.test('the first byte comes at once, and tells proxies not to hold back the rest', async (t) => {
  const server = await startServer(t)
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const headers = { authorization: `Bearer ${server.key}` }
  const response = await fetch(`${server.url}/_sandbox/events`, { headers, signal: leaving.signal })
  t.equal(response.headers.get('x-accel-buffering'), 'no')
  const { value } = await response.body!.getReader().read()
  t.equal(Buffer.from(value!).toString(), ': open\n\n')
})

// In a cluster events come on connections of their own, maybe later than the reply; who resumes elsewhere misses nothing.
const skip = TEST_STORE_URL.includes(',')
t.test('a server that closes tells of the calls that are under way, then ends the stream', { skip }, async (t) => {
  const server = await startServer(t, ONE_APP)
  const events = await readEvents(t, server)
  await server.control('POST', '/faults', { kind: 'delay', ms: 60_000 })
  const delayed = server.edit('acc_1a2b3c4d5e', { platform: 'instagram', bio: 'Late' })
  await events.next('faults')
  // The fault is gone when it has struck.
  const { faults } = (await events.next('faults')).data
  t.notOk(faults.some(({ kind }: { kind: string }) => kind === 'delay'))
  const closed = server.app.close()
  t.equal((await events.next('account')).data.profiles.instagram.bio, 'Late')
  t.match((await events.next('request')).data, { status: 200, fault: { kind: 'delay' } })
  t.equal(await events.rest(), 0, 'the stream ends as a stream does')
  t.equal((await delayed).status, 200)
  await closed
})
