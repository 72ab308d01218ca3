import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startSandbox } from 'infinipost-mock'
import nock from 'nock'

const sandbox = await startSandbox()
// The library's own calls pass by nock; those of the code under test are let through by name.
nock.disableNetConnect()
nock.enableNetConnect(new URL(sandbox.url).host)
nock('https://other.example').get('/').reply(200, { mocked: true })
after(async () => {
  nock.restore()
  await sandbox.close()
})

test('the sandbox beside what nock answers', async () => {
  assert.deepEqual(await (await fetch('https://other.example/')).json(), { mocked: true })
  const reply = await fetch(`${sandbox.url}/v1/accounts/acc_instagram_only/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', name: 'New' }),
  })
  assert.equal(reply.status, 400)
  nock.disableNetConnect()
  assert.equal((await sandbox.waitForRequest({ status: 400 })).rule, 'profile-not-found')
})
