import t from 'tap'
import { startServer } from '../helper.js'

t.test('health', async (t) => {
  const { call } = await startServer(t)
  const reply = await call('GET', '/health', { key: null })
  t.equal(reply.status, 200)
  t.same(Object.keys(reply.body), ['status', 'version', 'uptimeSeconds'])
  t.match(reply.body, { status: 'ok', version: '1.2.3', uptimeSeconds: 0 })
  t.equal((await call('HEAD', '/health', { key: null })).status, 200)
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

t.test('what is not there', async (t) => {
  const { call } = await startServer(t)
  const reply = await call('GET', '/media/none.jpg', { key: null })
  t.equal(reply.status, 404)
  t.same(reply.body, { error: { code: 'not_found', message: 'Picture none.jpg not found' } })
})
