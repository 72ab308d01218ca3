import assert from 'node:assert/strict'

const url = process.env.SANDBOX_URL ?? 'http://127.0.0.1:4010'
const headers = { authorization: `Bearer sk_test_${crypto.randomUUID()}`, 'content-type': 'application/json' }

const send = (method: string, path: string, body: object) =>
  fetch(url + path, { method, headers, body: JSON.stringify(body) })
const rename = (name: string) => send('PATCH', '/v1/accounts/acc_1a2b3c4d5e/profile', { platform: 'tiktok', name })

await send('PUT', '/_sandbox', { clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' } })
assert.equal((await rename('Fashion Daily')).status, 200)
assert.equal((await rename('Fashion Weekly')).status, 429) // once every 7 days

await send('POST', '/_sandbox/clock/advance', { days: 7 })
await send('POST', '/_sandbox/faults', { kind: 'disconnect', when: 'after' })
await assert.rejects(rename('Fashion Weekly')) // made, but nobody is told

assert.equal((await rename('Fashion Weekly')).status, 200) // its present name: nothing to refuse
const refused = await rename('Fashion Monthly') // the cooldown that the lost call started
assert.deepEqual(await refused.json(), {
  error: {
    code: 'name_change_restricted',
    message: 'You can change your TikTok name again on 2024-05-05',
    nextAllowedAt: '2024-05-05T10:00:00Z',
  },
})
