/** @jest-environment jsdom */
const { startSandbox } = require('infinipost-mock')
const { connectSandbox } = require('infinipost-mock/client')

test('under jsdom, which has no fetch of its own', async () => {
  const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
  const same = connectSandbox({ url: sandbox.url, apiKey: sandbox.apiKey })
  expect(await same.clock.get()).toEqual({ mode: 'frozen', now: '2024-04-21T10:00:00Z' })
  const wait = same.waitForRequest({ status: 200 })
  const status = await new Promise((resolve, reject) => {
    const request = require('node:http').request(
      `${sandbox.url}/v1/accounts/acc_1a2b3c4d5e/profile`,
      { method: 'PATCH', headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' } },
      (reply) => resolve(reply.resume().statusCode),
    )
    request.on('error', reject).end('{"platform":"instagram","profilePictureUrl":"https://pictures.test/64x64.webp"}')
  })
  expect(status).toBe(200)
  expect((await wait).picture.format).toBe('webp')
  await sandbox.close()
})
