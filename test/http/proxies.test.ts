import t from 'tap'
import { startServer, type TestServer } from '../helper.js'

const FORWARDED = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'staging.example',
  'x-forwarded-prefix': '/infinipost/',
}

async function pictureOf({ edit }: TestServer, headers: Record<string, string>): Promise<string> {
  return (await edit('acc_1a2b3c4d5e', { platform: 'instagram' }, { headers })).body.profilePictureUrl
}

t.test('what a proxy says is believed of a trusted one alone', async (t) => {
  const CASES: [settings: Record<string, string>, base: string | null][] = [
    [{}, null],
    [{ TRUST_PROXY: 'false' }, null],
    [{ TRUST_PROXY: 'true' }, 'https://staging.example/infinipost'],
    [{ TRUST_PROXY: '127.0.0.1' }, 'https://staging.example/infinipost'],
    [{ TRUST_PROXY: '10.0.0.0/8, 127.0.0.0/8, ::1' }, 'https://staging.example/infinipost'],
    [{ TRUST_PROXY: '10.0.0.0/8,fd00::/8' }, null],
    [{ TRUST_PROXY: 'true', PUBLIC_URL: 'https://public.example/mock' }, 'https://public.example/mock'],
  ]
  for (const [settings, base] of CASES) {
    const server = await startServer(t, settings)
    t.equal(
      await pictureOf(server, FORWARDED),
      `${base ?? server.url}/media/fashion-insider.jpg`,
      JSON.stringify(settings),
    )
  }
})

t.test('only what can stand in a URL, and what the nearest proxy says', async (t) => {
  const server = await startServer(t, { TRUST_PROXY: 'true' })
  const local = `http://localhost:${new URL(server.url).port}`
  const CASES: [headers: Record<string, string>, base: string][] = [
    [{}, server.url],
    [{ 'x-forwarded-proto': 'javascript' }, server.url],
    [{ 'x-forwarded-host': 'evil.test/"' }, local],
    [{ 'x-forwarded-prefix': 'infinipost' }, server.url],
    [{ 'x-forwarded-prefix': '/a/../b' }, server.url],
    [{ 'x-forwarded-prefix': '//evil.test' }, server.url],
    [{ 'x-forwarded-prefix': '/<b>' }, server.url],
    [{ 'x-forwarded-prefix': '/' }, server.url],
    [{ 'x-forwarded-prefix': '/outer, /in.ner/path' }, `${server.url}/in.ner/path`],
    [
      { 'x-forwarded-host': 'outer.test, inner.test:8443', 'x-forwarded-proto': 'http, https' },
      'https://inner.test:8443',
    ],
  ]
  for (const [headers, base] of CASES) {
    t.equal(await pictureOf(server, headers), `${base}/media/fashion-insider.jpg`, JSON.stringify(headers))
  }
})

t.test('a picture under the prefix is found in-process when it is sent back', async (t) => {
  const server = await startServer(t, { TRUST_PROXY: 'true' })
  const profilePictureUrl = await pictureOf(server, FORWARDED)
  const body = { platform: 'instagram', profilePictureUrl }
  const reply = await server.edit('acc_1a2b3c4d5e', body, { headers: FORWARDED })
  t.strictSame([reply.status, reply.body.profilePictureUrl], [200, profilePictureUrl])
})

t.test('ALLOWED_HOSTS looks at Host alone', async (t) => {
  const server = await startServer(t, { TRUST_PROXY: 'true', ALLOWED_HOSTS: 'mock.example' })
  const forwarded = await server.call('GET', '/_sandbox/clock', {
    headers: { 'x-forwarded-host': 'elsewhere.example' },
  })
  t.equal(forwarded.status, 200)
})
