import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { startSandbox } from 'infinipost-mock'

test('node:test’s timers mocked while a sandbox runs, through its end', async () => {
  const sandbox = await startSandbox()
  mock.timers.enable()
  await sandbox.faults.add({ kind: 'delay', ms: 20 })
  const url = `${sandbox.url}/v1/accounts/acc_1a2b3c4d5e/profile`
  const reply = await fetch(url, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', profilePictureUrl: 'https://pictures.test/slow/20/64x64.png' }),
  })
  assert.equal(reply.status, 200)
  assert.equal((await sandbox.waitForRequest({ status: 200 })).picture.format, 'png')
  await assert.rejects(sandbox.waitForRequest({ status: 404 }, { timeoutMs: 20 }), { code: 'timeout' })
  await sandbox.close()
  mock.timers.reset()
})
