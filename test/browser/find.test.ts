import t from 'tap'
import { live, openDashboard, until } from './browser.js'
import { tabTo } from './by-keys.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const FAILING = /^\/(?:v1|_sandbox)\//

/** A log with calls of every kind. */
async function startWithCalls(t: Parameters<typeof startBuiltServer>[0]) {
  const server = await startBuiltServer(t)
  await edit(server, 'acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'A needle in the hay' })
  await edit(server, 'acc_nobody', { platform: 'instagram', bio: 'Who?' })
  await edit(server, 'acc_tiktok_warmup', { platform: 'tiktok', name: 'Too early' })
  await edit(server, 'acc_server_error', { platform: 'instagram', bio: 'Hello?' })
  await demoSandbox(server).faults.add({ kind: 'disconnect', when: 'after', accountId: 'acc_instagram_only' })
  await edit(server, 'acc_instagram_only', { platform: 'instagram', bio: 'Lost' }).catch(() => {})
  return server
}

t.test('calls are found by any word, and by status, account, platform, rule and fault', async (t) => {
  const server = await startWithCalls(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  const rows = page.locator('.row')
  const count = async (n: number) => {
    await until(async () => (await rows.count()) === n)
    t.equal(await rows.count(), n)
  }
  await count(5)
  const search = page.getByLabel('Search the requests')
  for (const [text, n] of [
    ['NEEDLE', 1],
    ['warmup', 1],
    ['account acc_nobody not found', 1],
    ['profile', 5],
    ['no such words', 0],
  ] as const) {
    await search.fill(text)
    await count(n)
  }
  await search.fill('')
  for (const [button, n] of [
    ['4xx 2', 2],
    ['5xx 1', 1],
    ['Lost 1', 1],
    ['2xx 1', 1],
    ['All 5', 5],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await count(n)
  }
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  for (const [label, option, n] of [
    ['Account', 'acc_nobody (1)', 1],
    ['Rule', 'fault-injected (2)', 2],
    ['Platform', 'TikTok (2)', 2],
    ['Fault', 'any fault (2)', 2],
    ['Fault', 'disconnect (1)', 1],
  ] as const) {
    const choice = page.locator('.filters').getByRole('combobox', { name: label, exact: true })
    await choice.selectOption({ label: option })
    await count(n)
    if (option.startsWith('disconnect')) t.match(page.url(), 'fault=disconnect')
    await choice.selectOption('')
  }
  await search.fill('needle')
  await page.reload()
  await count(1)
  await page.getByRole('button', { name: 'All requests' }).click()
  await count(5)
  await finish()
})

t.test('everything has an address that can be sent to somebody else, who is asked for the key', async (t) => {
  const server = await startWithCalls(t)
  const { page, context, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  await page.locator('.row button', { hasText: 'acc_nobody' }).click()
  const call = page.getByRole('tabpanel')
  await call.getByRole('heading', { name: '404 Refused' }).waitFor()
  await page.reload()
  await call.getByRole('heading', { name: '404 Refused' }).waitFor()
  const address = page.url()
  t.match(address, /#\/requests\/[0-9a-f-]{36}/)
  t.notMatch(address, 'sk_test')

  for (const [name, hash] of [
    ['Faults', '#/faults'],
    ['Rules', '#/rules'],
    ['State', '#/state'],
    ['Try it', '#/try'],
  ] as const) {
    await page.getByRole('tab', { name }).click()
    t.equal(new URL(page.url()).hash, hash)
  }
  await page.goBack()
  t.equal(await page.getByRole('tab', { name: 'State' }).getAttribute('aria-selected'), 'true')

  const colleague = await (await context.browser()!.newContext()).newPage()
  await colleague.goto(address)
  await colleague.getByText('Give that key to see it').waitFor()
  await colleague.getByLabel('Test key').fill('sk_test_demo')
  await colleague.keyboard.press('Enter')
  await colleague.getByRole('heading', { name: '404 Refused' }).waitFor()
  await colleague.getByRole('button', { name: 'New key' }).click()
  await colleague.getByText('This call is not in the log of this sandbox').waitFor()
  await colleague.getByText('This sandbox is new').waitFor()
  await colleague.getByRole('button', { name: 'Understood' }).click()
  t.equal(await colleague.getByText('This sandbox is new').count(), 0)
  await finish()
})

t.test('by keys alone: search, move, open, send again, close', async (t) => {
  const server = await startWithCalls(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  const { keyboard } = page
  const focused = (text: string) => page.locator('.row button:focus', { hasText: text }).waitFor()
  await page.locator('.row').nth(4).waitFor()
  await keyboard.press('Tab')
  await page.getByRole('button', { name: 'Skip to the requests' }).and(page.locator(':focus')).waitFor()
  await keyboard.press('Enter')
  await page.locator('#search:focus').waitFor()
  await keyboard.press('Tab')
  await keyboard.press('j')
  await focused('acc_instagram_only')
  await keyboard.press('j')
  await focused('acc_server_error')
  await keyboard.press('k')
  await focused('acc_instagram_only')
  await keyboard.press('End')
  await focused('acc_1a2b3c4d5e')
  await keyboard.press('ArrowUp')
  await focused('acc_nobody')
  await keyboard.press('Enter')
  await page.locator('.tools h3:focus').waitFor()
  await keyboard.press('Escape')
  await focused('acc_nobody')
  await keyboard.press('r')
  await page.getByText('Sent again: 404 Refused, account-not-found').waitFor()
  await page.locator('.row').nth(5).waitFor()
  await keyboard.press('/')
  await keyboard.type('needle')
  await page.locator('.log-head', { hasText: '1 of 6' }).waitFor()
  await keyboard.press('Enter')
  await focused('acc_1a2b3c4d5e')
  await keyboard.press('?')
  await page.getByRole('dialog').getByText('Search the requests').waitFor()
  await tabTo(page, page.getByLabel('Single keys work'))
  await keyboard.press('Space')
  await keyboard.press('Escape')
  await focused('acc_1a2b3c4d5e')
  await keyboard.press('/')
  t.equal(await page.locator('#search:focus').count(), 0, 'turned off')
  // The list is one stop of the tab key.
  await keyboard.press('Tab')
  t.equal(await page.locator('.row :focus').count(), 0)
  await finish()
})
