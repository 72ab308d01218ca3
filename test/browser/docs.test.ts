import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { openDashboard, type PageOptions } from './browser.js'
import { startBuiltServer } from './server.js'

/** The reference page, reached from the dashboard. */
async function openReference(t: Test, options: PageOptions = {}) {
  const server = await startBuiltServer(t)
  const opened = await openDashboard(t, server, options)
  await opened.page.goto(`${server.url}/docs`)
  await opened.page.locator('#operations-Vendor-editProfile').waitFor()
  return { server, ...opened }
}

/** Opens an operation, sends what the page proposes, and gives back its status and all that is shown of the reply. */
async function tryOut(page: Page, operation: string): Promise<{ status: string; shown: string }> {
  const block = page.locator(`#operations-${operation}`)
  await block.locator('.opblock-summary-control').click()
  await block.locator('button.execute').click()
  const reply = block.locator('.live-responses-table tr.response')
  await reply.waitFor()
  return {
    status: await reply.locator('.response-col_status').innerText(),
    shown: await block.locator('.live-responses-table').locator('..').innerText(),
  }
}

t.test('the reference page lists every operation', async (t) => {
  const { server, page, finish } = await openReference(t)
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> }
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods))
  t.equal(await page.locator('.opblock').count(), operations.length)
  t.equal(await page.locator('.errors-wrapper').count(), 0)
  await finish()
})

t.test('what it proposes can be tried out with the key that is there already', async (t) => {
  const { page, finish } = await openReference(t)
  const { status, shown } = await tryOut(page, 'Vendor-editProfile')
  t.equal(status, '200')
  t.match(shown, 'Authorization: Bearer sk_test_demo')
  t.match(shown, /"profilePictureUrl": "http:.*\/media\//)
  for (const operation of ['Clock-advanceClock', 'Sandbox_state-replaceState', 'Accounts-putAccount']) {
    t.match((await tryOut(page, operation)).status, /^20[01]$/, operation)
  }
  await finish()
})

t.test('a key that is entered there is not kept in the browser', async (t) => {
  const { page, finish } = await openReference(t)
  await page.locator('button.authorize').click()
  await page.locator('.auth-btn-wrapper button', { hasText: 'Logout' }).click()
  await page.locator('.auth-container input').fill('sk_test_entered')
  await page.locator('.auth-btn-wrapper button.authorize').click()
  t.notMatch(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'), 'sk_test_entered')
  await finish()
})

t.test('it follows the colours of the system', async (t) => {
  const { page, finish } = await openReference(t, { colorScheme: 'dark' })
  const dark = page.locator('html.dark-mode')
  t.equal(await dark.count(), 1)
  await page.emulateMedia({ colorScheme: 'light' })
  await dark.waitFor({ state: 'detached' })
  await finish()
})
