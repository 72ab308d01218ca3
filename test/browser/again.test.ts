import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import t from 'tap'
import { live, openDashboard } from './browser.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const run = promisify(execFile)
const ACCOUNT = 'acc_1a2b3c4d5e'
const LIBRARY = pathToFileURL(fileURLToPath(new URL('../../dist/index.js', import.meta.url))).href
const FAILING = /^\/v1\//

const panel = (page: Page) => page.getByRole('tabpanel')

async function copied(page: Page, kind: string): Promise<string> {
  await panel(page).getByRole('button', { name: kind, exact: true }).click()
  await panel(page)
    .getByRole('button', { name: `Copy as ${kind}` })
    .click()
  await panel(page).getByText('Copied').waitFor()
  return page.evaluate<string>('navigator.clipboard.readText()')
}

t.test('a call is sent again, and edited and sent', async (t) => {
  const server = await startBuiltServer(t)
  await edit(server, ACCOUNT, { platform: 'tiktok', bio: 'Once' })
  const { page, finish } = await openDashboard(t, server, { failing: FAILING })
  await live(page)
  await page.locator('.row button').click()
  const first = page.url()
  await panel(page).getByRole('button', { name: 'Send again' }).click()
  await page.locator('.row').nth(1).waitFor()
  await page.waitForURL((url) => url.href !== first)
  await panel(page).getByRole('button', { name: 'Edit and send' }).click()
  await page.locator('#field-account:focus').waitFor()
  t.equal(await page.getByLabel('Bio', { exact: true }).inputValue(), 'Once')
  await page.getByLabel('Bio', { exact: true }).fill('Twice')
  await page.getByRole('button', { name: 'Send PATCH' }).click()
  await page.locator('.outcome').getByText('Applied').waitFor()
  await page.locator('.card', { hasText: ACCOUNT }).getByText('Twice').waitFor()

  // As text: what no field can say.
  await page.getByRole('button', { name: 'As text' }).click()
  await page.getByLabel('Body').fill('{"platform": "tiktok", "bio": 5, "more": true}')
  await page.getByRole('button', { name: 'Send PATCH' }).click()
  await page.locator('.outcome').getByText('bio-invalid').waitFor()
  await page.getByRole('button', { name: 'Open this call' }).click()
  await panel(page).getByRole('button', { name: 'Edit and send' }).click()
  await page.locator('#raw-body:focus').waitFor()
  await page.getByLabel('Method').selectOption('GET')
  await page.getByLabel('Path').fill(`/v1/accounts/${ACCOUNT}`)
  await page.getByRole('button', { name: 'Send GET' }).click()
  await page.locator('.outcome').getByText('Read', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'As fields' }).click()
  await page.locator('#field-account').waitFor()
  await finish()
})

t.test('the copied commands do what the call did', async (t) => {
  const server = await startBuiltServer(t)
  const sandbox = demoSandbox(server)
  await sandbox.clock.freeze('2024-04-21T10:00:00Z')
  await edit(server, ACCOUNT, { platform: 'instagram', name: "It’s “quoted” '\\$(touch x)`" })
  await edit(server, ACCOUNT, { platform: 'instagram', name: 'Too soon' })
  const { page, context, finish } = await openDashboard(t, server, { failing: FAILING })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await live(page)
  await page.locator('.row button', { hasText: '429' }).click()
  const env = { PATH: process.env.PATH, API_KEY: 'sk_test_demo' }
  const { stdout } = await run('sh', ['-c', `${await copied(page, 'curl')} -sS -w '%{http_code}'`], { env })
  t.match(stdout, /"name_change_restricted".*429$/)
  const script = join(t.testdir({}), 'call.mjs')
  await writeFile(script, await copied(page, 'fetch'))
  t.match((await run(process.execPath, [script], { env })).stdout, /^429 \{"error"/)
  const test = join(t.testdirName, 'call.test.mjs')
  await writeFile(test, (await copied(page, 'test')).replace("'infinipost-mock'", `'${LIBRARY}'`))
  t.match((await run(process.execPath, ['--test', test], { env })).stdout, /# pass 1|pass 1/)

  await page.locator('.row button', { hasText: '200' }).click()
  await panel(page).getByRole('heading', { name: '200 Applied' }).waitFor()
  await run('sh', ['-c', await copied(page, 'curl')], { env })
  const [last] = await sandbox.requests({ limit: 1 })
  t.match(last, { status: 200, requestBody: { name: "It’s “quoted” '\\$(touch x)`" } })
  await finish()
})

t.test('a body that begins with @ sends no file', async (t) => {
  const server = await startBuiltServer(t)
  await fetch(`${server.url}/v1/accounts/${ACCOUNT}/profile`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer sk_test_demo', 'content-type': 'application/json' },
    body: '@/etc/passwd',
  })
  const { page, context, finish } = await openDashboard(t, server)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await live(page)
  await page.locator('.row button').click()
  const command = await copied(page, 'curl')
  await run('sh', ['-c', command], { env: { PATH: process.env.PATH, API_KEY: 'sk_test_demo' } })
  const [last] = await demoSandbox(server).requests({ limit: 1 })
  t.equal(last!.requestBody, '@/etc/passwd')
  // Whoever has not set API_KEY is asked for it.
  const { stdout } = await run('sh', ['-c', `printf 'sk_test_demo\\n' | script -qec "$COMMAND" /dev/null`], {
    env: { PATH: process.env.PATH, COMMAND: command, SHELL: '/bin/sh' },
  }).catch((error) => error)
  t.match(stdout, /API key: [\s\S]*invalid_parameter/)
  await finish()
})
