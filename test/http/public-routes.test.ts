import t from 'tap'
import { startServer } from '../helper.js'

t.test('health', async (t) => {
  const { call } = await startServer(t)
  const reply = await call('GET', '/health', { key: null })
  t.equal(reply.status, 200)
  t.same(Object.keys(reply.body), ['status', 'version', 'uptimeSeconds'])
  t.match(reply.body, { status: 'ok', version: '1.2.3', uptimeSeconds: Number })
  t.equal((await call('HEAD', '/health', { key: null })).status, 200)
})

t.test('what watches over the process leaves no line at info, with a query or without', async (t) => {
  const { call, logged } = await startServer(t, { METRICS: 'true' })
  const paths = ['/health', '/health?probe=1', '/metrics', '/metrics?name=a', '/healthy', '/ready']
  for (const path of paths) await call('GET', path, { key: null })
  const logs = () => logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  while (!logs().some(({ path }) => path === '/ready')) await new Promise((resolve) => setImmediate(resolve))
  t.strictSame(
    logs().map(({ path }) => path),
    ['/healthy', '/ready'],
  )
})

t.test('a stored picture', async (t) => {
  const { call, edit, url } = await startServer(t)
  const { body } = await edit('acc_1a2b3c4d5e', {
    platform: 'instagram',
    profilePictureUrl: 'https://pictures.test/1080x1080.png',
  })
  t.ok(body.profilePictureUrl.startsWith(`${url}/media/`))
  const picture = await fetch(body.profilePictureUrl)
  t.equal(picture.status, 200)
  t.match(picture.headers.get('content-type'), /^image\/(jpeg|png|webp)$/)
  t.equal(picture.headers.get('x-content-type-options'), 'nosniff')
  t.equal(picture.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  const head = await call('HEAD', new URL(body.profilePictureUrl).pathname, { key: null })
  t.equal(head.status, 200)
  const again = await edit('acc_1a2b3c4d5e', { platform: 'tiktok', profilePictureUrl: body.profilePictureUrl })
  t.equal(again.body.profilePictureUrl, body.profilePictureUrl, 'sent back, it is found without leaving the process')
})

t.test('a stored picture is found under any of the server’s names', async (t) => {
  const { edit } = await startServer(t, { PUBLIC_URL: 'https://staging.example/mock' })
  const picture = { platform: 'instagram', profilePictureUrl: 'https://pictures.test/64x64.png' }
  const { profilePictureUrl } = (await edit('acc_1a2b3c4d5e', picture)).body
  const path = new URL(profilePictureUrl).pathname.replace('/mock', '')
  for (const name of ['http://infinipost:4010', 'http://127.0.0.1:1', 'https://staging.example/mock']) {
    const reply = await edit('acc_1a2b3c4d5e', { platform: 'tiktok', profilePictureUrl: name + path })
    t.equal(reply.body.profilePictureUrl, profilePictureUrl, name)
  }
  const unknown = `http://127.0.0.1:1/media/${'0'.repeat(32)}.jpg`
  const reply = await edit('acc_1a2b3c4d5e', { platform: 'tiktok', profilePictureUrl: unknown })
  t.equal(reply.headers.get('x-sandbox-rule'), 'picture-not-public', 'what is not stored is fetched like any other')
})

t.test('what is not there', async (t) => {
  const { call } = await startServer(t)
  const reply = await call('GET', '/media/none.jpg', { key: null })
  t.equal(reply.status, 404)
  t.same(reply.body, { error: { code: 'not_found', message: 'Picture none.jpg not found' } })
})
