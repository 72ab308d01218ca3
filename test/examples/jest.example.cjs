const { startSandbox } = require('infinipost-mock')

let sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
})
afterAll(() => sandbox.close())

const edit = (accountId, body) =>
  fetch(`${sandbox.url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('a picture is fetched and kept', async () => {
  const url = 'https://pictures.test/640x640.jpg'
  const reply = await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl: url })
  expect(reply.status).toBe(200)
  expect((await reply.json()).profilePictureUrl).toMatch(/\/media\/\w+/)
})

test('a name is free again after its cooldown', async () => {
  expect((await edit('acc_instagram_cooldown', { platform: 'instagram', name: 'New' })).status).toBe(429)
  await sandbox.clock.advance({ days: 11 })
  expect((await edit('acc_instagram_cooldown', { platform: 'instagram', name: 'New' })).status).toBe(200)
})
