import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { card, live, openDashboard, tab, until } from './browser.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const HOSTILE = '<img src=x onerror="document.title=1">'

t.test('a hostile name is text wherever it is shown', async (t) => {
  const server = await startBuiltServer(t)
  const sandbox = demoSandbox(server)
  const instagram = { name: HOSTILE, username: HOSTILE, bio: HOSTILE, profilePictureUrl: 'http://elsewhere.test/x.png' }
  await sandbox.accounts.put({ accountId: 'acc_hostile', profiles: { instagram } })
  const { page, finish } = await openDashboard(t, server, { failing: /^\/v1\// })
  await live(page)
  t.match(await card(page, 'acc_hostile').innerText(), HOSTILE)
  await edit(server, 'acc_hostile', { platform: 'instagram', name: `${HOSTILE}2`, [HOSTILE]: HOSTILE })
  await page.getByRole('button', { name: /^200 PATCH acc_hostile/ }).click()
  t.match(await page.getByRole('tabpanel').innerText(), `Ignored fields\n${HOSTILE}`)
  t.equal(await page.title(), 'infinipost-mock')
  t.equal(await page.locator('img[src="x"]').count(), 0)
  await finish()
})

t.test('a server that restarts: the page says so, comes back and shows the new sandbox', async (t) => {
  const server = await startBuiltServer(t)
  await edit(server, 'acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'Before the restart' })
  const { page, finish } = await openDashboard(t, server, { failing: /^\/_sandbox/ })
  await live(page)
  await card(page, 'acc_1a2b3c4d5e').getByText('Before the restart').waitFor()
  await server.stop()
  await page.getByText('Reconnecting…', { exact: true }).waitFor()
  await server.start()
  await live(page)
  await page.getByText('this is a new one, as the seed has it').waitFor()
  await card(page, 'acc_1a2b3c4d5e').getByText('Runway notes in a minute').waitFor()
  t.equal(await page.locator('.row').count(), 0)
  // Until it is read, also by whoever reloads the page.
  await page.reload()
  await page.getByText('This sandbox is new').waitFor()
  await page.getByRole('button', { name: 'Understood' }).click()
  await page.reload()
  await live(page)
  t.equal(await page.getByText('This sandbox is new').count(), 0)
  await edit(server, 'acc_1a2b3c4d5e', { platform: 'tiktok', bio: 'After the restart' })
  await page.locator('.row').waitFor()
  await finish()
})

t.test('a wrong key is said to be wrong, and another is asked for', async (t) => {
  const server = await startBuiltServer(t, { API_KEYS: 'sk_test_team' })
  const { page, finish } = await openDashboard(t, server, { failing: /^\/_sandbox\/events$/ })
  await page.getByRole('heading', { name: 'Which key?' }).waitFor()
  t.equal(await page.getByRole('alert').filter({ hasText: /\S/ }).count(), 0, 'a first visit is accused of nothing')
  const key = page.getByLabel('Test key')
  await key.fill('sk_test_taem')
  await key.press('Enter')
  await page.getByText('The server refused this key: The API key provided is invalid.').waitFor()
  t.equal(await key.inputValue(), 'sk_test_taem', 'what was mistyped can be corrected')
  await key.fill('sk_live_secret')
  await key.press('Enter')
  await page.getByText('This is a live key, and it has not been sent.').waitFor()
  t.notMatch(await page.evaluate('JSON.stringify(localStorage)'), 'sk_live')
  await key.fill('sk_test_team')
  await key.press('Enter')
  await live(page)
  await page.reload()
  await live(page)
  t.equal(await page.getByLabel('Key', { exact: true }).inputValue(), 'sk_test_team', 'remembered in this browser')
  await finish()
})

t.test('a state is exported, imported from a file, and refused in the server’s words', async (t) => {
  const server = await startBuiltServer(t)
  const { page, finish } = await openDashboard(t, server, { failing: /^\/_sandbox$/ })
  await live(page)
  await tab(page, 'State')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download sandbox.json' }).click(),
  ])
  const state = JSON.parse(await readFile(await file.path(), 'utf8'))
  t.equal(state.accounts.length, 8)

  state.accounts[0].profiles.instagram.name = 'From a file'
  const path = join(t.testdirName, 'state.json')
  await writeFile(path, JSON.stringify(state))
  await page.getByLabel('A state file').setInputFiles(path)
  await page.getByRole('button', { name: 'Import' }).click()
  await card(page, 'acc_1a2b3c4d5e').getByText('From a file').waitFor()

  // Or dropped there.
  const dropped = JSON.stringify({ ...state, accounts: state.accounts.slice(1) })
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(dropped)}], 'state.json'))
    return data
  })()`)
  await page.dispatchEvent('.drop', 'dragover', { dataTransfer })
  t.equal(await page.locator('.drop').getAttribute('data-over'), 'true')
  await page.dispatchEvent('.drop', 'drop', { dataTransfer })
  const text = page.getByLabel('The state as JSON')
  await until(async () => (await text.inputValue()) === dropped)
  await page.getByRole('button', { name: 'Import' }).click()
  await card(page, 'acc_1a2b3c4d5e').waitFor({ state: 'detached' })

  await text.fill('{"clock": {"mode": "stopped"}}')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('alert').getByText('real, running or frozen').waitFor()
  t.equal(await page.evaluate('getSelection().toString()'), '"stopped"', 'what it is about is selected')
  await finish()
})
