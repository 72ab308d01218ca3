import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { startSandbox } from 'infinipost-mock'
import { chromium } from 'playwright-core'

// The page is of another origin than the sandbox, as an app on its own development server is.
const sandbox = await startSandbox({ now: '2024-04-21T10:00:00Z', corsOrigin: '*' })
const site = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html>'),
)
site.listen(0, '127.0.0.1')
await once(site, 'listening')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] })
after(async () => {
  await browser.close()
  await sandbox.close()
  site.close()
})

test('a page renames and pictures an account', async () => {
  const page = await browser.newPage()
  await page.goto(`http://localhost:${site.address().port}/`)
  const edit = (accountId, body) =>
    page.evaluate(
      async ({ url, apiKey, accountId, body }) => {
        const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
        const path = `/v1/accounts/${accountId}/profile`
        const reply = await fetch(url + path, { method: 'PATCH', headers, body: JSON.stringify(body) })
        return { status: reply.status, rule: reply.headers.get('x-sandbox-rule'), body: await reply.json() }
      },
      { url: sandbox.url, apiKey: sandbox.apiKey, accountId, body },
    )

  const refused = await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' })
  assert.deepEqual([refused.status, refused.rule], [429, 'tiktok-name-cooldown'])
  await sandbox.clock.advance({ days: 5 })
  assert.equal((await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' })).status, 200)

  const profilePictureUrl = 'https://pictures.test/64x64.png'
  const pictured = await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })
  const width = await page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { crossOrigin: 'anonymous', src })
    await image.decode()
    return image.naturalWidth
  }, pictured.body.profilePictureUrl)
  assert.equal(width, 64)
})
