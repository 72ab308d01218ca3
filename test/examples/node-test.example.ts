import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startSandbox } from '../../src/index.js'

const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
after(() => sandbox.close())

const rename = (name: string) =>
  fetch(`${sandbox.url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', name }),
  })

test('what a lost reply leaves behind', async () => {
  assert.equal((await rename('Fashion Daily')).status, 200)
  assert.equal((await rename('Fashion Weekly')).status, 429) // once every 7 days

  await sandbox.clock.advance({ days: 7 })
  await sandbox.faults.add({ kind: 'disconnect', when: 'after' })
  await assert.rejects(rename('Fashion Weekly')) // made, but nobody is told

  assert.equal((await rename('Fashion Weekly')).status, 200) // its present name: nothing to refuse
  assert.equal((await rename('Fashion Monthly')).status, 429) // the cooldown that the lost call started

  const [refused] = await sandbox.requests({ status: 429, limit: 1 })
  assert.match(refused!.why, /last changed at 2024-04-28T10:00:00Z/)
})
