import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { isDark, looks, openDashboard, type PageOptions, seriousFindings, until } from './browser.js'
import { tabTo } from './by-keys.js'
import { startBuiltServer } from './server.js'

/** The reference page. */
async function openReference(t: Test, options: PageOptions = {}) {
  const server = await startBuiltServer(t)
  const opened = await openDashboard(t, server, options)
  await opened.page.goto(`${server.url}/docs`)
  await opened.page.getByRole('heading', { name: 'API reference' }).waitFor()
  return { server, ...opened }
}

const endpoint = (page: Page, id: string) => page.locator(`article#${id}`)

/** Sends what the page proposes, and gives back its status and what is shown of the reply. */
async function tryOut(page: Page, id: string): Promise<{ status: string; shown: string }> {
  const block = endpoint(page, id)
  await block.getByText('Try it').click()
  await block.getByRole('button', { name: /^Send / }).click()
  const status = block.locator('.result .status')
  await status.waitFor()
  await block.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
  return { status: await status.innerText(), shown: await block.locator('.result').innerText() }
}

t.test('lists every operation, and finds one by a word', async (t) => {
  const { server, page, finish } = await openReference(t)
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> }
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods))
  t.equal(await page.locator('article').count(), operations.length)
  await page.getByLabel('Find a call').fill('clock/advance')
  t.equal(await page.locator('.call-link').count(), 1)
  await page.locator('.call-link').click()
  t.match(page.url(), /#advanceClock$/)
  await page.reload()
  await endpoint(page, 'advanceClock').waitFor()
  await until(() => page.evaluate<boolean>('scrollY > 1000'))
  await page.getByRole('link', { name: 'Dashboard', exact: true }).click()
  await page.getByRole('heading', { name: 'Requests' }).waitFor()
  await finish()
})

t.test('what it proposes can be tried out with the key of the dashboard', async (t) => {
  const { page, finish } = await openReference(t)
  const { status, shown } = await tryOut(page, 'editProfile')
  t.equal(status, '200')
  t.match(shown, /"profilePictureUrl": "http:.*\/media\//)
  for (const operation of ['advanceClock', 'replaceState', 'putAccount', 'armFault', 'listRequests', 'getHealth']) {
    t.match((await tryOut(page, operation)).status, /^20[01]$/, operation)
  }
  t.match((await tryOut(page, 'getPicture')).shown, /image\/jpeg|image\/webp/)
  await finish()
})

t.test('an event stream is shown as it comes, until it is stopped', async (t) => {
  const { page, finish } = await openReference(t)
  const block = endpoint(page, 'streamEvents')
  await block.getByText('Try it').click()
  await block.getByRole('button', { name: 'Send GET' }).click()
  await block.getByRole('button', { name: 'Stop' }).waitFor()
  await tryOut(page, 'advanceClock')
  await block.locator('.result pre', { hasText: 'event: clock' }).first().waitFor()
  await block.getByRole('button', { name: 'Stop' }).click()
  await block.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
  await finish()
})

t.test('a key that is entered there is the dashboard’s too; a live one is not even sent', async (t) => {
  const { server, page, finish } = await openReference(t)
  const key = page.getByLabel('Key')
  await key.fill('sk_live_secret')
  const block = endpoint(page, 'getClock')
  await block.getByText('Try it').click()
  await block.getByRole('button', { name: 'Send GET' }).click()
  await block.getByRole('alert').getByText('it has not been sent').waitFor()
  t.notMatch(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'), 'sk_live')
  await key.fill('sk_test_entered')
  await page.goto(server.url)
  await page.locator('.connection[data-connection=live]').waitFor()
  t.equal(await page.getByLabel('Key', { exact: true }).inputValue(), 'sk_test_entered')
  await finish()
})

t.test('by keys alone', async (t) => {
  const { page, finish } = await openReference(t)
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Skip to the reference' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('main:focus').waitFor()
  const find = page.getByLabel('Find a call')
  await tabTo(page, find, 'Shift+Tab')
  await page.keyboard.type('clock')
  await tabTo(page, page.locator('.call-link', { hasText: 'Read the clock' }))
  await page.keyboard.press('Enter')
  const clock = endpoint(page, 'getClock')
  await tabTo(page, clock.locator('.try > summary'))
  await page.keyboard.press('Enter')
  await tabTo(page, clock.getByRole('button', { name: 'Send GET' }))
  await page.keyboard.press('Enter')
  await clock.locator('.result .status', { hasText: '200' }).waitFor()
  await finish()
})

t.test('accessible narrow and wide in both schemes, and nothing to scroll sideways', async (t) => {
  const { page, finish } = await openReference(t)
  await tryOut(page, 'getClock')
  // All that there is to see of some calls; of all of them at once axe takes a minute.
  const some = ['editProfile', 'armFault', 'getClock', 'listRequests'].map((id) => `#${id} details`).join()
  await page.evaluate(`document.querySelectorAll('${some}').forEach((details) => { details.open = true })`)
  for await (const { name, width, colorScheme } of looks(page)) {
    t.strictSame(await seriousFindings(page), [], `${name}: accessible`)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `${name}: fits`)
    t.equal(await isDark(page), colorScheme === 'dark', name)
  }
  await finish()
})

t.test('the colours that were chosen are kept', async (t) => {
  const { page, finish } = await openReference(t, { colorScheme: 'light' })
  await page.getByLabel('Colours').selectOption('dark')
  await page.reload()
  await page.locator('html[data-scheme=dark]').waitFor({ state: 'attached' })
  t.ok(await isDark(page))
  await finish()
})
