import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startSandbox } from 'infinipost-mock'
import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'

const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z' })
// MSW catches the calls of the code under test, not the library's own: those need no handler.
const server = setupServer(
  http.all(`${sandbox.url}/*`, () => passthrough()),
  http.get('https://other.example/*', () => HttpResponse.json({ mocked: true })),
)
server.listen({ onUnhandledRequest: 'error' })
after(async () => {
  server.close()
  await sandbox.close()
})

test('the sandbox beside what MSW answers', async () => {
  assert.deepEqual(await (await fetch('https://other.example/')).json(), { mocked: true })
  const reply = await fetch(`${sandbox.url}/v1/accounts/acc_tiktok_cooldown/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'tiktok', name: 'New' }),
  })
  assert.equal(reply.status, 429)
  server.resetHandlers(http.all('*', () => HttpResponse.error()))
  await sandbox.clock.advance({ days: 5 })
  assert.equal((await sandbox.waitForRequest({ status: 429 })).rule, 'tiktok-name-cooldown')
})
