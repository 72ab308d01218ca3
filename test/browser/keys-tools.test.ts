import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { card, live, openDashboard, until } from './browser.js'
import { tabTo, toolByKeys } from './by-keys.js'
import { demoSandbox, edit, startBuiltServer, startWithReport } from './server.js'

const FAILING = /^\/(?:v1|_sandbox)/

t.test('the sample pictures by keys alone', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  const { keyboard } = page
  await tabTo(page, page.getByRole('button', { name: 'Try acc_1a2b3c4d5e on Instagram' }))
  await keyboard.press('Enter')
  await page.locator('#field-account:focus').waitFor()
  await tabTo(page, page.locator('.samples > summary'))
  await keyboard.press('Enter')
  await tabTo(page, page.locator('.samples button', { hasText: '/1920x1080.jpg' }))
  await keyboard.press('Space')
  t.equal(await page.getByLabel('Picture URL').last().inputValue(), 'https://pictures.test/1920x1080.jpg')
  await tabTo(page, page.getByRole('button', { name: 'Send PATCH' }))
  await keyboard.press('Enter')
  await page.locator('.outcome').getByText('Not square').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Open this call' }))
  await keyboard.press('Enter')
  await page.locator('.tools h3:focus', { hasText: '400 Refused' }).waitFor()
  await finish()
})

t.test('the state by keys alone: export, import, errors, reset, another key, real time', async (t) => {
  const server = await startBuiltServer(t)
  await demoSandbox(server).clock.freeze('2024-04-21T10:00:00Z')
  const { page, finish } = await openDashboard(t, server, { failing: FAILING, start: '/#/state' })
  await live(page)
  const { keyboard } = page
  const download = page.getByRole('button', { name: 'Download sandbox.json' })
  await tabTo(page, download)
  const [file] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')])
  const state = JSON.parse(await readFile(await file.path(), 'utf8'))
  state.accounts[0].profiles.instagram.name = 'From a file'
  const path = join(t.testdirName, 'state.json')
  await writeFile(path, JSON.stringify(state))

  await tabTo(page, page.getByLabel('A state file'))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keyboard.press('Space')])
  await chooser.setFiles(path)
  const text = page.getByLabel('The state as JSON')
  await until(async () => (await text.inputValue()) !== '')
  const submit = page.getByRole('button', { name: 'Import' })
  await tabTo(page, submit)
  await keyboard.press('Enter')
  await card(page, 'acc_1a2b3c4d5e').getByText('From a file').waitFor()
  await tabTo(page, text, 'Shift+Tab')
  await keyboard.press('Control+a')
  await keyboard.type('{"clock": {"mode": "stopped"}}')
  await tabTo(page, submit)
  await keyboard.press('Enter')
  await page.getByRole('alert').getByText('real, running or frozen').waitFor()
  await text.and(page.locator(':focus')).waitFor()
  await keyboard.type('"real"')
  t.equal(await text.inputValue(), '{"clock": {"mode": "real"}}', 'what is wrong was selected')

  const real = page.getByRole('button', { name: 'Real time' })
  await tabTo(page, real, 'Shift+Tab')
  await keyboard.press('Enter')
  await page.locator('.mode', { hasText: 'Real time' }).waitFor()
  await real.and(page.locator(':focus')).waitFor()
  await tabTo(page, page.getByLabel('Key', { exact: true }), 'Shift+Tab')
  await keyboard.press('Control+a')
  await keyboard.type('sk_test_by_keys')
  await keyboard.press('Enter')
  await page.getByText('This sandbox is new').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Understood' }))
  await keyboard.press('Enter')
  await page.getByText('This sandbox is new').waitFor({ state: 'detached' })
  await tabTo(page, page.getByRole('button', { name: 'New key' }), 'Shift+Tab')
  await keyboard.press('Enter')
  await page.getByText('This sandbox is new').waitFor()
  t.notMatch(await page.getByLabel('Key', { exact: true }).inputValue(), 'by_keys')
  await finish()
})

t.test('the rules by keys alone, with what a report says of them', async (t) => {
  const server = await startWithReport(t, {
    'bio-invalid': { outcome: 'same', detail: '' },
    'name-invalid': { outcome: 'differs', detail: 'expected 400, came 422' },
  })
  await edit(server, 'acc_nobody', { platform: 'instagram', bio: 'Who?' })
  const { page, finish } = await openDashboard(t, server, { failing: FAILING, start: '/#/rules' })
  await live(page)
  const rules = page.locator('.rules')
  await rules.getByText('verified 2026-11-25 on api.infinipost.co').waitFor()
  await rules.getByText('differs: expected 400, came 422').waitFor()
  await tabTo(page, page.getByRole('button', { name: '1 request refused by account-not-found' }))
  await page.keyboard.press('Enter')
  await page.locator('.row button:focus', { hasText: 'acc_nobody' }).waitFor()
  await toolByKeys(page, 'Rules')
  await tabTo(page, page.getByRole('button', { name: 'Try bio-invalid' }))
  await page.keyboard.press('Enter')
  await page.locator('.tools h3:focus', { hasText: '400 Refused' }).waitFor()
  await page.getByRole('tabpanel').getByText('verified 2026-11-25 on api.infinipost.co').waitFor()
  await finish()
})
