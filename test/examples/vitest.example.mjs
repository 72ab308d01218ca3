import { startSandbox } from 'infinipost-mock'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

let sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
})
afterAll(() => sandbox.close())
afterEach(() => vi.useRealTimers())

const edit = ({ url, apiKey }, accountId, body) =>
  fetch(`${url}/v1/accounts/${accountId}/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('a picture is fetched and kept', async () => {
  const profilePictureUrl = 'https://pictures.test/640x640.jpg'
  const reply = await edit(sandbox, 'acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })
  expect(reply.status).toBe(200)
  expect((await reply.json()).profilePictureUrl).toMatch(/\/media\/\w+/)
})

test('a name is free again after its cooldown', async () => {
  expect((await edit(sandbox, 'acc_instagram_cooldown', { platform: 'instagram', name: 'New' })).status).toBe(429)
  await sandbox.clock.advance({ days: 11 })
  expect((await edit(sandbox, 'acc_instagram_cooldown', { platform: 'instagram', name: 'New' })).status).toBe(200)
})

test('timers faked while a sandbox runs, through its end', async () => {
  const own = await startSandbox()
  vi.useFakeTimers()
  await own.faults.add({ kind: 'delay', ms: 20 })
  const profilePictureUrl = 'https://pictures.test/slow/20/64x64.png'
  expect((await edit(own, 'acc_1a2b3c4d5e', { platform: 'tiktok', profilePictureUrl })).status).toBe(200)
  expect((await own.waitForRequest({ status: 200 })).accountId).toBe('acc_1a2b3c4d5e')
  await expect(own.waitForRequest({ status: 404 }, { timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' })
  await own.close()
})

test('timers faked before it starts', async () => {
  vi.useFakeTimers()
  const own = await startSandbox({ now: '2024-04-21T10:00:00Z' })
  expect((await own.clock.get()).now).toBe('2024-04-21T10:00:00Z')
  await own.close()
})
