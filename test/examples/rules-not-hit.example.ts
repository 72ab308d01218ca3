import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startSandbox } from '../../src/index.js'

/** What this client need not be ready for. */
const LEFT_OUT = ['internal-error', 'picture-not-public']

const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
after(() => sandbox.close())

const edit = (accountId: string, body: object) =>
  fetch(`${sandbox.url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('what the client makes of refusals', async () => {
  const wide = 'https://pictures.test/1920x1080.jpg'
  assert.equal((await edit('acc_none', { platform: 'tiktok' })).status, 404)
  assert.equal((await edit('acc_tiktok_only', { platform: 'facebook' })).status, 400)
  assert.equal((await edit('acc_tiktok_only', { platform: 'tiktok', username: 'new' })).status, 400)
  assert.equal((await edit('acc_tiktok_only', { platform: 'tiktok', profilePictureUrl: wide })).status, 400)
  assert.equal((await edit('acc_tiktok_warmup', { platform: 'tiktok', name: 'New' })).status, 429)
  assert.equal((await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' })).status, 429)
  assert.equal((await edit('acc_instagram_cooldown', { platform: 'instagram', name: 'New' })).status, 429)
})

test('no refusal that the vendor documents was left out', async () => {
  const missed = await sandbox.rulesNotHit({ source: 'documented' })
  assert.deepEqual(
    missed.map(({ id }) => id).filter((id) => !LEFT_OUT.includes(id)),
    [],
  )
})
