import t from 'tap'
import { startServer, type TestServer } from '../helper.js'

/** The samples of ours, by name and labels. */
async function samples({ call }: TestServer): Promise<Map<string, number>> {
  const { status, headers, text } = await call('GET', '/metrics', { key: null })
  if (status !== 200) throw new Error(text)
  if (headers.get('content-type') !== 'text/plain; version=0.0.4; charset=utf-8') throw new Error('not the text format')
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

/** Asks until the sample is there: a call is counted once its reply is over, which its client may know first. */
async function until(server: TestServer, name: string, value: number): Promise<Map<string, number>> {
  for (;;) {
    const found = await samples(server)
    if (found.get(name) === value) return found
  }
}

const call = (surface: string, status: number | string, rule = '') =>
  `infinipost_mock_calls_total{surface="${surface}",status="${status}",rule="${rule}"}`

t.test('calls, their duration, pictures, sandboxes and the process', async (t) => {
  const server = await startServer(t, { METRICS: 'true' })
  const picture = (path: string, body = {}) =>
    server.edit('acc_1a2b3c4d5e', { platform: 'tiktok', profilePictureUrl: `https://pictures.test/${path}`, ...body })
  await picture('64x64.png')
  await picture('64x32.png')
  await server.edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'Another' })
  await server.call('PATCH', '/v1/accounts/acc_a/profile', { key: null })
  await server.control('GET', '/clock')
  await server.call('GET', '/health')
  await server.call('GET', '/v1')
  await server.control('POST', '/faults', { kind: 'disconnect' })
  await t.rejects(server.edit('acc_1a2b3c4d5e', { platform: 'tiktok' }))
  const stream = await fetch(`${server.url}/_sandbox/events`, { headers: { authorization: `Bearer ${server.key}` } })
  await stream.body!.cancel()

  const seen = await until(server, call('control', 'none'), 1)
  for (const [name, value] of [
    [call('v1', 200), 1],
    [call('v1', 400, 'picture-not-square'), 1],
    [call('v1', 429, 'tiktok-name-cooldown'), 1],
    [call('v1', 401, 'key-missing'), 1],
    [call('v1', 404, 'route-not-found'), 1],
    [call('v1', 'none'), 1],
    [call('control', 200), 1],
    [call('control', 201), 1],
    [call('other', 200), seen.get(call('other', 200))],
    ['infinipost_mock_call_duration_seconds_count{surface="v1"}', 6],
    ['infinipost_mock_call_duration_seconds_count{surface="control"}', 2],
    ['infinipost_mock_pictures_total{outcome="stored"}', 1],
    ['infinipost_mock_pictures_total{outcome="picture-not-square"}', 1],
    ['infinipost_mock_sandboxes', 1],
    ['infinipost_mock_sandboxes_opened_total', 1],
  ] as const) {
    t.equal(seen.get(name), value, name)
  }
  t.ok(seen.get(call('other', 200))! > 1)
  t.ok(seen.get('process_cpu_seconds_total')! > 0)
  t.notMatch([...seen.keys()].join('\n'), /acc_|sk_test_/, 'neither accounts nor keys')
})

t.test('a picture that fails for another reason', async (t) => {
  const imageLibrary = () => Promise.reject(new Error('no sharp'))
  const server = await startServer(t, { METRICS: 'true' }, { imageLibrary })
  const body = { platform: 'tiktok', profilePictureUrl: 'https://pictures.test/64x64.png' }
  t.equal((await server.edit('acc_1a2b3c4d5e', body)).status, 500)
  const seen = await until(server, call('v1', 500, 'internal-error'), 1)
  t.equal(seen.get('infinipost_mock_pictures_total{outcome="failed"}'), 1)
})

t.test('without the setting there is nothing', async (t) => {
  const { call } = await startServer(t)
  t.match(await call('GET', '/metrics'), { status: 404, body: { error: { code: 'not_found' } } })
})
