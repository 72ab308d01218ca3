import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { card, live, openDashboard } from './browser.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const BUDGET = 90_000

t.test('all that the first visit loads is at most 90 kB', async (t) => {
  const server = await startBuiltServer(t)
  const { page, context, finish } = await openDashboard(t, server)
  // What the page has loaded by being opened is not what is counted.
  await page.goto('about:blank')
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let received = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    received += encodedDataLength
  })
  await page.goto(server.url, { waitUntil: 'load' })
  await live(page)
  await card(page, 'acc_1a2b3c4d5e').locator('img').first().waitFor()
  await page.evaluate(ALL_PICTURES)
  t.ok(received > 10_000 && received <= BUDGET, `${received} bytes`)
  await finish()
})

t.test('1,000 calls do not slow the page, and nothing jumps as they arrive', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: /^\/v1\// })
  await live(page)
  await page.evaluate(WATCH_FRAMES)
  const send = () => edit(server, 'acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'Again' })
  const boxes = () =>
    Promise.all(['.clock', '.accounts', '.log', '.tools'].map((part) => page.locator(part).boundingBox()))
  await Promise.all(Array.from({ length: 40 }, send))
  await page.locator('.log-head', { hasText: 'All 40' }).waitFor()
  const before = await boxes()

  // Whoever has scrolled down to read keeps what they read in its place.
  const list = page.locator('.log-body')
  await list.evaluate((element) => (element as unknown as { scrollTo(x: number, y: number): void }).scrollTo(0, 300))
  const read = page.locator('.row[aria-posinset="13"]')
  const id = await read.getByRole('button').getAttribute('data-id')
  const place = await read.boundingBox()
  for (let sent = 40; sent < 1_000; sent += 40) await Promise.all(Array.from({ length: 40 }, send))
  await page.getByRole('button', { name: '960 newer' }).waitFor()
  t.strictSame(await page.locator(`[data-id="${id}"]`).locator('..').boundingBox(), place)
  t.strictSame(await boxes(), before)

  await page.getByRole('button', { name: '960 newer' }).click()
  await page.locator('.row[aria-setsize="1000"]').first().waitFor()
  const drawn = await page.locator('.row').count()
  t.ok(drawn < 100, `${drawn} rows are drawn: what is out of sight is not`)
  // To the far end and back by the keyboard, then a search.
  await page.locator('.row button').first().focus()
  await page.keyboard.press('End')
  await page.locator('.row[aria-posinset="1000"] button:focus').waitFor()
  await page.keyboard.press('Home')
  await page.locator('.row[aria-posinset="1"] button:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '200 Applied' }).waitFor()
  await page.getByLabel('Search the requests').pressSequentially('tiktok')
  await page.locator('.log-head', { hasText: '1,000 of 1,000' }).waitFor()
  await tellFrames(t, page)
  await finish()
})

t.test('5,000 accounts are paged and filtered without a stall', async (t) => {
  const server = await startBuiltServer(t)
  const accounts = Array.from({ length: 5_000 }, (_, at) => ({
    accountId: `acc_${String(at).padStart(5, '0')}`,
    profiles: { tiktok: { name: `Number ${at}`, nameChangedAt: { ago: { hours: at } } } },
  }))
  const { page, finish } = await openDashboard(t, server)
  await live(page)
  await page.evaluate(WATCH_FRAMES)
  await demoSandbox(server).state.put({ accounts })
  await page.locator('.accounts .panel-head', { hasText: '5,000' }).waitFor()
  t.equal(await page.locator('.card').count(), 40)
  await page.getByRole('button', { name: 'Show 40 more of 4,960' }).click()
  t.equal(await page.locator('.card').count(), 80)
  await page.getByLabel('Filter accounts').fill('number 4999')
  await card(page, 'acc_04999').waitFor()
  t.equal(await page.locator('.card').count(), 1)
  await tellFrames(t, page)
  await finish()
})

/** How long frames took, for people to read: how long they may take is a matter of the machine. */
async function tellFrames(t: Test, page: Page): Promise<void> {
  const frames = (await page.evaluate<number[]>('frames')).sort((a, b) => a - b)
  const at = (share: number) => Math.round(frames[Math.floor((frames.length - 1) * share)]!)
  t.comment(`${frames.length} frames: median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, the slowest ${at(1)} ms`)
}

const ALL_PICTURES = `Promise.all([...document.images].map((image) => {
  image.loading = 'eager'
  return image.decode()
}))`

const WATCH_FRAMES = `
  globalThis.frames = []
  let last = performance.now()
  const watch = (now) => {
    frames.push(now - last)
    last = now
    requestAnimationFrame(watch)
  }
  requestAnimationFrame(watch)
`
