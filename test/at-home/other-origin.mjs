// A page of another origin calls the sandbox from Chromium, as a single-page app under test does.
import { strict as assert } from 'node:assert'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { chromium } from 'playwright-core'

const url = process.argv[2]
const page = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html>'),
)
page.listen(0, '127.0.0.1')
await once(page, 'listening')

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  const tab = await browser.newPage()
  await tab.goto(`http://localhost:${page.address().port}/`)
  const seen = await tab.evaluate(async (url) => {
    const headers = { authorization: `Bearer sk_test_${crypto.randomUUID()}`, 'content-type': 'application/json' }
    const send = (method, path, body) => fetch(url + path, { method, headers, body: JSON.stringify(body) })
    const edit = (account, body) => send('PATCH', `/v1/accounts/${account}/profile`, body)
    const refused = await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' })
    await send('POST', '/_sandbox/clock/advance', { days: 5 })
    const renamed = await edit('acc_tiktok_cooldown', { platform: 'tiktok', name: 'New' })
    const profilePictureUrl = 'https://pictures.test/64x64.png'
    const pictured = await (await edit('acc_1a2b3c4d5e', { platform: 'instagram', profilePictureUrl })).json()
    const image = Object.assign(new Image(), { crossOrigin: 'anonymous', src: pictured.profilePictureUrl })
    await image.decode()
    const rule = refused.headers.get('x-sandbox-rule')
    return { statuses: [refused.status, renamed.status], rule, width: image.naturalWidth }
  }, url)
  assert.deepEqual(seen, { statuses: [429, 200], rule: 'tiktok-name-cooldown', width: 64 })
} finally {
  await browser.close()
  page.close()
}
