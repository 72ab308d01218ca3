import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { EVERY_RULE } from '../../src/domain/rules.js'
import { looks, openDashboard, type PageOptions, seriousFindings } from './browser.js'
import { tabTo } from './by-keys.js'
import { type BuiltServer, startBuiltServer, startWithReport } from './server.js'

const HOSTILE = '<img src=x onerror="document.title=1">'

const FOUND = {
  'key-missing': { outcome: 'same', detail: '' },
  'body-too-large': { outcome: 'differs', detail: `expected 413, came ${HOSTILE} ${'wide'.repeat(60)}` },
}

async function openRules(t: Test, server: BuiltServer, options: PageOptions = {}) {
  const opened = await openDashboard(t, server, { start: '/docs#rules', ...options })
  await opened.page.getByRole('heading', { name: 'All rules' }).waitFor()
  return opened
}

const row = (page: Page, id: string) => page.locator(`#rule-${id}`)

t.test('every rule is listed with its source, at an address of its own', async (t) => {
  const { page, finish } = await openRules(t, await startBuiltServer(t))
  await row(page, 'key-missing').getByText('documented', { exact: true }).waitFor()
  const rules = page.locator('#rules')
  t.strictSame(await rules.locator('tbody th code').allInnerTexts(), EVERY_RULE.map(({ id }) => id).sort(byKind))
  t.match(await row(page, 'body-too-large').innerText(), /The body is at most 64 KiB\.\s+assumed\s*$/)
  t.equal(await rules.locator('[data-verified]').count(), 0)
  await rules.getByText('CONFORMANCE_REPORT').waitFor()

  await page.getByLabel('Find a call').fill('rules')
  await page.getByRole('navigation', { name: 'Calls' }).getByRole('link', { name: 'All rules' }).click()
  t.match(page.url(), /#rules$/)
  await row(page, 'picture-not-square').getByRole('link').click()
  t.match(page.url(), /#rule-picture-not-square$/)
  await page.reload()
  await page.locator('#rule-picture-not-square:target').waitFor()
  const { y } = (await row(page, 'picture-not-square').boundingBox())!
  t.ok(y >= 0 && y < 100, `it is where the page opens: ${y}`)
  await finish()
})

/** Refusals come first, in the catalogue's order. */
function byKind(a: string, b: string): number {
  const isPromise = (id: string) => EVERY_RULE.some((rule) => rule.id === id && rule.kind === 'promise')
  return Number(isPromise(a)) - Number(isPromise(b))
}

t.test('what a report says of them, narrow and wide in both schemes', async (t) => {
  const { page, finish } = await openRules(t, await startWithReport(t, FOUND))
  await row(page, 'key-missing').getByText('verified 2026-11-25 on api.infinipost.co').waitFor()
  t.match(await row(page, 'body-too-large').innerText(), `differs: expected 413, came ${HOSTILE}`)
  await row(page, 'body-malformed').getByText('not tried').waitFor()
  const others = EVERY_RULE.length - 2
  await page.getByText(`On api.infinipost.co, 2026-11-25: 1 the same, 1 different, ${others} not tried.`).waitFor()
  t.equal(await page.locator('img[src="x"]').count(), 0)
  t.equal(await page.title(), 'infinipost-mock: API reference')
  for await (const { name, width } of looks(page)) {
    t.equal(await page.getByRole('row', { name: 'key-missing' }).count(), 1, `${name}: a table`)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), width, `${name}: nothing to scroll sideways`)
    t.strictSame(await seriousFindings(page, '#rules'), [], `${name}: accessible`)
  }
  await finish()
})

t.test('by keys alone: from the list of calls to the table, and along it', async (t) => {
  const { page, finish } = await openRules(t, await startBuiltServer(t), { start: '/docs' })
  await row(page, 'key-missing').waitFor()
  await tabTo(page, page.getByLabel('Find a call'))
  await page.keyboard.type('rules')
  await tabTo(page, page.locator('.call-link', { hasText: 'All rules' }))
  await page.keyboard.press('Enter')
  t.match(page.url(), /#rules$/)
  await tabTo(page, row(page, 'key-expired').getByRole('link'))
  await page.keyboard.press('Enter')
  await page.locator('#rule-key-expired:target').waitFor()
  await finish()
})

t.test('without a key it says what to do, and what is wrong with a wrong one', async (t) => {
  const server = await startBuiltServer(t, { API_KEYS: 'sk_test_team' })
  const { page, finish } = await openRules(t, server, { failing: /^\/_sandbox\/rules$/ })
  const rules = page.locator('#rules')
  await rules.getByText('There is no key here yet.').waitFor()
  t.equal(await page.getByRole('alert').count(), 0, 'a first visit is accused of nothing')
  const key = page.getByLabel('Key')
  t.equal(await key.inputValue(), '')
  await rules.getByRole('link', { name: 'Give a test key' }).click()
  await page.locator('#key:focus').waitFor()
  await page.keyboard.type('sk_test_taem')
  await page.keyboard.press('Enter')
  await rules.getByRole('alert').getByText('The server refused this key: The API key provided is invalid.').waitFor()
  await key.fill('sk_live_secret')
  await page.keyboard.press('Enter')
  await rules.getByRole('alert').getByText('it has not been sent').waitFor()
  await key.fill('sk_test_team')
  await page.keyboard.press('Enter')
  await row(page, 'key-missing').waitFor()
  // That call has opened the sandbox; it is the dashboard that says so.
  await page.goto(server.url)
  await page.getByText('This sandbox is new').waitFor()
  await finish()
})

t.test('a server that is away is named, and asked again', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openRules(t, server, { failing: /^\/_sandbox\/rules$/ })
  await row(page, 'key-missing').waitFor()
  await server.stop()
  await page.getByLabel('Key').fill('sk_test_other')
  await page.keyboard.press('Enter')
  await page.locator('#rules').getByRole('alert').getByText('The rules could not be read').waitFor()
  await server.start()
  await page.getByRole('button', { name: 'Read them again' }).click()
  await row(page, 'key-missing').waitFor()
  await finish()
})
