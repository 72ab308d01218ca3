import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { card, live, openDashboard, tab } from './browser.js'
import { type BuiltServer, demoSandbox, startBuiltServer } from './server.js'

/** A proxy that has the server under a path. */
async function underPath(t: Test, { url }: BuiltServer): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    if (!incoming.url!.startsWith('/infinipost/')) return outgoing.writeHead(404).end()
    const path = incoming.url!.slice('/infinipost'.length)
    const passed = request(url + path, { method: incoming.method!, headers: incoming.headers }, (reply) => {
      outgoing.writeHead(reply.statusCode!, reply.headers)
      outgoing.flushHeaders()
      reply.pipe(outgoing)
    })
    outgoing.on('close', () => passed.destroy())
    passed.on('error', () => outgoing.destroy())
    return incoming.pipe(passed)
  })
  proxy.listen(0, '127.0.0.1')
  t.teardown(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  await new Promise((resolve) => proxy.once('listening', resolve))
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/infinipost/`
}

t.test('everything works behind a proxy under a path', async (t) => {
  const server = await startBuiltServer(t)
  const { page, context, finish } = await openDashboard(t, server)
  const proxied = await context.newPage()
  const asked: string[] = []
  proxied.on('request', (one) => asked.push(one.url()))
  const url = await underPath(t, server)
  await proxied.goto(url)
  await live(proxied)
  await card(proxied, 'acc_1a2b3c4d5e').locator('img').first().waitFor()
  await proxied.getByLabel('Bio', { exact: true }).fill('By a proxy')
  await proxied.getByRole('button', { name: 'Send PATCH' }).click()
  await proxied.locator('.outcome').getByText('Applied').waitFor()
  await card(proxied, 'acc_1a2b3c4d5e').getByText('By a proxy').waitFor()
  await proxied.getByRole('link', { name: 'API reference' }).click()
  await proxied.locator('#getClock .try > summary').click()
  await proxied.locator('#getClock').getByRole('button', { name: 'Send GET' }).click()
  await proxied.locator('#getClock .result .status', { hasText: '200' }).waitFor()
  await proxied.locator('#rule-key-missing').waitFor()
  t.strictSame(
    asked.filter((one) => !one.startsWith(url)),
    [],
    'nothing beside the path is asked for',
  )
  await page.bringToFront()
  await finish()
})

t.test('a picture on another host is never asked for, however its URL is written', async (t) => {
  const server = await startBuiltServer(t)
  const urls = [
    `${server.url}//evil.invalid/x.jpg`,
    `${server.url}/media//evil.invalid/x.jpg`,
    'http://evil.invalid/media/x.jpg',
    `${server.url}/media/..%2f..%2fv1`,
  ]
  const accounts = urls.map((profilePictureUrl, at) => ({
    accountId: `acc_${at}`,
    profiles: { instagram: { name: 'Elsewhere', profilePictureUrl } },
  }))
  const { page, finish } = await openDashboard(t, server)
  await live(page)
  await demoSandbox(server).state.put({ accounts })
  await card(page, 'acc_3').waitFor()
  t.equal(await page.locator('.card img').count(), 0)
  await finish()
})

t.test('text that turns or hides other text is shown for what it is', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: /^\/v1\// })
  await live(page)
  await page.getByLabel('Bio', { exact: true }).fill('abc\u202Edef\u0007\u200B')
  await page.getByRole('button', { name: 'Send PATCH' }).click()
  await page.locator('.outcome pre', { hasText: 'abc\\u202edef\\u0007\\u200b' }).waitFor()
  t.equal(await card(page, 'acc_1a2b3c4d5e').locator('.bio').first().getAttribute('dir'), 'auto')
  await finish()
})

t.test('colours, names, targets and paper', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' })
  await live(page)
  t.match(await page.locator('.local').innerText(), /GMT\+9|JST/)
  await page.getByRole('progressbar', { name: 'Name change cooldown of acc_tiktok_cooldown on TikTok' }).waitFor()
  await page.getByLabel('Colours').selectOption('dark')
  await page.reload()
  await page.locator('html[data-scheme=dark]').waitFor({ state: 'attached' })
  await live(page)
  const small = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, select, input:not([type=checkbox])')]
    .filter((one) => one.checkVisibility() && !one.matches('.skip') && Math.min(one.offsetWidth, one.offsetHeight) < 24)
    .map((one) => one.outerHTML)`)
  t.strictSame(small, [])
  await page.emulateMedia({ media: 'print' })
  t.equal(await page.locator('.card').count(), 8)
  t.equal(await page.locator('.tools').isVisible(), false)
  t.ok(await page.locator('.log').isVisible())
  t.equal(await page.evaluate('getComputedStyle(document.documentElement).colorScheme'), 'light', 'on white paper')
  await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
  await tab(page, 'Faults')
  const outline = `getComputedStyle(document.querySelector('.tabs [aria-selected=true]')).outlineStyle`
  t.equal(await page.evaluate(outline), 'solid')
  await finish()
})
