import t from 'tap'
import { card, live, openDashboard, tab, tryName } from './browser.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const ACCOUNT = 'acc_1a2b3c4d5e'
const FAILING = /^\/v1\//

t.test('try it, be refused, see why, wait 14 days, succeed', async (t) => {
  const server = await startBuiltServer(t)
  const { page, context, finish } = await openDashboard(t, server, { failing: FAILING })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await live(page)
  await page.getByLabel('Set the clock to (UTC)').fill('2024-04-21 10:00')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByRole('button', { name: 'Freeze' }).click()
  await page.getByText('Frozen', { exact: true }).waitFor()

  await tryName(page, 'Fashion Daily')
  await page.locator('.outcome').getByText('Applied').waitFor()
  await card(page, ACCOUNT).getByText('Fashion Daily').waitFor()
  await card(page, ACCOUNT)
    .getByText(/^(?:14d 00:00:00|13d 23:59:5\d) left$/)
    .waitFor()

  await tryName(page, 'Fashion Weekly')
  const outcome = page.locator('.outcome')
  await outcome.getByText('Refused').waitFor()
  await outcome.getByText('documented').waitFor()
  t.match(await outcome.locator('.why').innerText(), /last changed at .* changes once every 14 days/)
  t.match(await outcome.locator('pre').innerText(), /"code": "name_change_restricted"/)

  await outcome.getByRole('button', { name: 'Open this call' }).click()
  const call = page.getByRole('tabpanel')
  await call.getByRole('heading', { name: '429 Refused' }).waitFor()
  t.match(await call.innerText(), /instagram-name-cooldown[\s\S]*Request[\s\S]*Fashion Weekly[\s\S]*Reply/)
  const copied = async () => {
    await call.getByRole('button', { name: 'Copy as curl' }).click()
    await call.getByText('Copied').waitFor()
    return page.evaluate<string>('navigator.clipboard.readText()')
  }
  t.match(
    await copied(),
    /^curl --globoff --path-as-is -X PATCH 'http[^']*\/profile' \\\n {2}-H "Authorization: Bearer \$\{API_KEY:-/,
  )
  await call.getByLabel('With the key in it').check()
  t.match(await copied(), /Bearer sk_test_demo'/)

  await page.getByRole('button', { name: '+14 days' }).click()
  await card(page, ACCOUNT).getByText('Name can change').first().waitFor()
  await page.locator('.reading', { hasText: '2024-05-05' }).waitFor()
  await tab(page, 'Try it')
  await page.getByRole('button', { name: 'Send PATCH' }).click()
  await outcome.getByText('Applied').waitFor()
  await tab(page, 'Rules')
  await page.getByRole('heading', { name: 'Hit in this sandbox 1' }).waitFor()
  await finish()
})

t.test('break it: the reply is lost after the update was applied, and reset', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  // The form's second call goes over a connection that its first has left open.
  await tryName(page, 'Fashion Daily')
  await page.locator('.outcome').getByText('Applied').waitFor()
  await page.getByRole('button', { name: '+14 days' }).click()

  await tab(page, 'Faults')
  await page.getByRole('button', { name: 'Lose the reply' }).click()
  await page.locator('.armed').getByText('1 left').waitFor()
  await tab(page, 'Try it')
  await tryName(page, 'Fashion Lost')
  await page.getByText('The connection closed without a reply').waitFor()
  await page.locator('.outcome .why').waitFor()
  await card(page, ACCOUNT).getByText('Fashion Lost').waitFor()
  t.equal(await page.locator('.row').count(), 2, 'the browser has not sent it twice')
  await tab(page, 'Faults')
  t.equal(await page.locator('.armed').getByText('1 left').count(), 0)

  for (const [button, said] of [
    ['Fail the call', 'Failed'],
    ['Drop the call', 'The connection closed without a reply'],
    ['Cut the reply', 'The reply broke off'],
  ] as const) {
    await tab(page, 'Faults')
    await page.getByRole('button', { name: button }).click()
    await page.locator('.armed').getByText('1 left').waitFor()
    await tab(page, 'Try it')
    await page.getByRole('button', { name: 'Send PATCH' }).click()
    await page.locator('.outcome').getByText(said).waitFor()
  }

  await tab(page, 'Faults')
  await page.getByRole('button', { name: 'Delay the call' }).click()
  await page.getByRole('button', { name: 'Disarm: Delay by 3 s, any account, any platform' }).click()
  await page.locator('.armed', { hasText: 'Delay' }).waitFor({ state: 'detached' })

  await tab(page, 'State')
  await page.getByRole('button', { name: 'Reset to the seed' }).click()
  await page.getByRole('button', { name: 'Yes, reset everything' }).click()
  await page.getByText('No calls yet.').waitFor()
  await card(page, ACCOUNT).locator('.profile').first().getByText('Fashion Insider').waitFor()
  await page.locator('.mode', { hasText: 'Real time' }).waitFor()
  await finish()
})

t.test('what others do is shown as it happens', async (t) => {
  const server = await startBuiltServer(t)
  const sandbox = demoSandbox(server)
  const { page, finish } = await openDashboard(t, server)
  await live(page)
  await sandbox.clock.freeze('2024-04-21T10:00:00Z')
  await page.locator('.reading', { hasText: '2024-04-21 10:00:00' }).waitFor()
  await edit(server, ACCOUNT, { platform: 'tiktok', bio: 'From elsewhere' })
  await card(page, ACCOUNT).getByText('From elsewhere').waitFor()
  await page.getByRole('button', { name: /^200 PATCH acc_1a2b3c4d5e/ }).waitFor()
  await sandbox.accounts.remove('acc_server_error')
  await card(page, 'acc_server_error').waitFor({ state: 'detached' })
  await finish()
})

t.test('the sample pictures are taken or refused with their facts', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  await page.getByText('Sample pictures').click()
  for (const [sample, said] of [
    ['/1920x1080.jpg', /Provided image is 1920x1080/],
    ['/truncated.jpg', /profilePictureUrl/],
    ['http://127.0.0.1/picture.jpg', /ALLOW_PRIVATE_PICTURE_URLS/],
    ['/1080x1080.jpg', /"success": true/],
  ] as const) {
    await page.locator('.samples button', { hasText: sample }).first().click()
    await page.getByRole('button', { name: 'Send PATCH' }).click()
    await page.locator('.outcome pre', { hasText: said }).waitFor()
  }
  await page.getByRole('button', { name: 'Open this call' }).click()
  t.match(await page.getByRole('tabpanel').innerText(), /1080 × 1080/)
  await finish()
})
