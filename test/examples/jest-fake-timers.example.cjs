const { startSandbox } = require('infinipost-mock')

afterEach(() => jest.useRealTimers())

test('timers faked while the sandbox runs, through its end', async () => {
  const sandbox = await startSandbox()
  jest.useFakeTimers()
  const { url, apiKey } = sandbox
  await sandbox.faults.add({ kind: 'delay', ms: 20 })
  const reply = await fetch(`${url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', profilePictureUrl: 'https://pictures.test/slow/20/64x64.png' }),
  })
  expect(reply.status).toBe(200)
  expect((await sandbox.waitForRequest({ status: 200 })).accountId).toBe('acc_1a2b3c4d5e')
  await expect(sandbox.waitForRequest({ status: 404 }, { timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' })
  await sandbox.close()
})

test('timers faked before it starts', async () => {
  jest.useFakeTimers()
  const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
  expect((await sandbox.clock.get()).now).toBe('2024-04-21T10:00:00Z')
  await sandbox.close()
})
