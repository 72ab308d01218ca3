import t from 'tap'
import { card, live, openDashboard } from './browser.js'
import { tabTo, toolByKeys } from './by-keys.js'
import { demoSandbox, startBuiltServer } from './server.js'

const FAILING = /^\/(?:v1|_sandbox)/

t.test('accounts by keys alone: find, add, edit, delete', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  const { keyboard } = page
  const filter = page.getByLabel('Filter accounts')
  await tabTo(page, filter)
  await keyboard.type('warmup')
  await card(page, 'acc_1a2b3c4d5e').waitFor({ state: 'detached' })
  await keyboard.press('Control+a')
  await keyboard.press('Delete')
  await card(page, 'acc_1a2b3c4d5e').waitFor()

  await tabTo(page, page.getByRole('button', { name: 'Add', exact: true }))
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: 'New account' }).and(page.locator(':focus')).waitFor()
  const form = page.locator('.account-form')
  await tabTo(page, form.getByLabel('Account id'))
  await keyboard.type('acc_mine')
  const tiktok = form.getByLabel('Has a profile on TikTok')
  await tabTo(page, tiktok)
  await keyboard.press('Space')
  const fields = form.locator('.profile-fields').nth(1)
  await keyboard.press('Enter')
  // What is wrong has the focus.
  await fields.getByRole('textbox').first().and(page.locator(':focus')).waitFor()
  await keyboard.type('Mine')
  const changed = fields.getByRole('group', { name: 'Name last changed, TikTok' })
  await tabTo(page, changed.getByRole('combobox'))
  await keyboard.press('ArrowDown')
  await tabTo(page, changed.getByRole('textbox'))
  t.equal(await changed.getByRole('textbox').inputValue(), '2 days')
  const warmup = fields.getByRole('group', { name: 'Warmup started, TikTok' })
  await tabTo(page, warmup.getByRole('combobox'))
  await keyboard.press('End')
  await tabTo(page, warmup.getByLabel('when, in UTC'))
  await keyboard.type('01012024')
  await keyboard.press('Tab')
  await keyboard.type('100000AM')
  t.equal(await warmup.getByLabel('when, in UTC').inputValue(), '2024-01-01T10:00')
  await keyboard.press('Enter')
  await card(page, 'acc_mine')
    .getByText(/^(?:5d 00:00:00|4d 23:59:\d\d) left$/)
    .waitFor()

  await page.getByRole('heading', { name: 'acc_mine', exact: true }).and(page.locator('.tools :focus')).waitFor()
  await tabTo(page, fields.getByLabel('Bio'))
  await keyboard.type('By keys')
  await keyboard.press('Enter')
  await card(page, 'acc_mine').getByText('By keys').waitFor()
  const remove = form.locator('button', { hasText: /Delete|Yes, delete/ })
  await tabTo(page, remove)
  await keyboard.press('Enter')
  await tabTo(page, form.getByRole('button', { name: 'Keep it' }))
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Delete' }).and(page.locator(':focus')).waitFor()
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Yes, delete acc_mine' }).and(page.locator(':focus')).waitFor()
  await keyboard.press('Enter')
  await card(page, 'acc_mine').waitFor({ state: 'detached' })
  await page.locator('#add-account:focus').waitFor()

  // Escape leads back to where the form was opened from.
  const open = page.getByRole('button', { name: 'Edit acc_1a2b3c4d5e' })
  await tabTo(page, open)
  await keyboard.press('Enter')
  await page.locator('#account-title:focus').waitFor()
  await keyboard.press('Escape')
  await open.and(page.locator(':focus')).waitFor()
  await finish()
})

t.test('faults by keys alone: arm with every field, disarm', async (t) => {
  const server = await startBuiltServer(t)
  await demoSandbox(server).faults.clear()
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  const { keyboard } = page
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await page.locator('#search:focus').waitFor()
  await toolByKeys(page, 'Faults')
  const form = page.getByRole('form', { name: 'A fault of your own' })
  await tabTo(page, form.getByRole('combobox', { name: 'Account', exact: true }))
  await keyboard.type('acc_tiktok_only')
  await keyboard.press('Escape')
  await tabTo(page, form.getByLabel('Platform'))
  await keyboard.press('End')
  await tabTo(page, form.getByLabel('What they do'))
  await keyboard.press('ArrowDown')
  for (const [label, text] of [
    ['How many', '2'],
    ['Chance, %', '99.5'],
    ['Status', '503'],
    ['Code', 'busy'],
    ['Message', 'Later'],
    ['Headers, one a line', 'retry-after: 30'],
  ] as const) {
    await tabTo(page, form.getByLabel(label, { exact: true }))
    await keyboard.press('Control+a')
    await keyboard.type(text)
  }
  await tabTo(page, form.getByLabel('When'), 'Shift+Tab')
  await keyboard.press('ArrowDown')
  await tabTo(page, form.getByRole('button', { name: 'Arm this fault' }))
  await keyboard.press('Enter')
  await page.locator('.armed').getByText('“Later”, retry-after: 30').waitFor()
  const [armed] = await demoSandbox(server).faults.list()
  t.match(armed, {
    kind: 'error',
    accountId: 'acc_tiktok_only',
    platform: 'tiktok',
    operation: 'get',
    times: 2,
    probability: 0.995,
    status: 503,
    code: 'busy',
    message: 'Later',
    headers: { 'retry-after': '30' },
    when: 'after',
  })
  const disarm = page.getByRole('button', { name: /^Disarm: Fail with 503/ })
  await tabTo(page, disarm, 'Shift+Tab')
  await keyboard.press('Enter')
  await page.getByText('Nothing is armed').waitFor()
  await page.locator('#armed-title:focus').waitFor()

  // A chip on an account leads to what is armed for it.
  await demoSandbox(server).faults.add({ kind: 'delay', ms: 3_000, accountId: 'acc_1a2b3c4d5e' })
  await tabTo(page, card(page, 'acc_1a2b3c4d5e').getByRole('button', { name: /^delay 3 s/ }), 'Shift+Tab')
  await keyboard.press('Enter')
  await page.locator('#armed-title:focus').waitFor()
  await finish()
})
