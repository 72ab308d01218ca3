import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { startSandbox } from 'infinipost-mock'
import request from 'supertest'

const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
after(() => sandbox.close())

/** The application under test: it passes a name on to Infinipost, wherever that is. */
const app = createServer(async (_request, response) => {
  const reply = await fetch(`${sandbox.url}/v1/accounts/acc_tiktok_warmup/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', name: 'Fashion Daily' }),
  })
  response.writeHead(reply.ok ? 204 : 409).end(reply.ok ? undefined : await reply.text())
})

test('the application says no while Infinipost does', async () => {
  await request(app)
    .post('/rename')
    .expect(409, /You can change your TikTok name again on/)
  await sandbox.clock.advance({ days: 3 })
  await request(app).post('/rename').expect(204)
})

test('supertest on the sandbox itself', async () => {
  const reply = await request(sandbox.url)
    .patch('/v1/accounts/acc_1a2b3c4d5e/profile')
    .auth(sandbox.apiKey, { type: 'bearer' })
    .send({ platform: 'instagram', bio: 'Daily' })
    .expect(200)
  assert.equal(reply.body.bio, 'Daily')
})
