import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe, { type AxeResults } from 'axe-core'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import type { BuiltServer } from './server.js'

const COVERAGE = fileURLToPath(new URL('../../.tap/page-coverage/', import.meta.url))
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

export const launchBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...QUIET],
  })

export interface PageOptions extends BrowserContextOptions {
  /** Paths whose failures the test brings about, and which the browser's console therefore names. */
  failing?: RegExp
  /** What is opened: the dashboard as it starts, unless given. */
  start?: string
}

/**
 * The dashboard in a browser of the test's own. When the test is over, its console must be free of errors, and nothing
 * must have been asked of another host.
 */
export async function openDashboard(
  t: Test,
  server: BuiltServer,
  { failing, start = '/', ...options }: PageOptions = {},
) {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems = collectProblems(page, server, failing)
  await page.coverage.startJSCoverage({ resetOnNavigation: false })
  await page.goto(server.url + start)
  const finish = async () => {
    await keepCoverage(page)
    t.strictSame(problems, [], 'no errors in the console, no other host')
    await browser.close()
  }
  return { page, context, finish }
}

/** Leaves what the page has run for `print-coverage.js`. */
async function keepCoverage(page: Page): Promise<void> {
  const entries = await page.coverage.stopJSCoverage()
  const scripts = entries.filter(({ url }) => /\/(?:dashboard|docs)\/main\.js$/.test(url))
  await mkdir(COVERAGE, { recursive: true })
  for (const { url, functions } of scripts) {
    const [, name] = /\/(dashboard|docs)\/main\.js$/.exec(url)!
    await writeFile(join(COVERAGE, `${name}-${randomUUID()}.json`), JSON.stringify(functions))
  }
}

function collectProblems(page: Page, { url }: BuiltServer, failing?: RegExp): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    const { pathname } = new URL(message.location().url || url)
    const expected = message.text().startsWith('Failed to load resource') && failing?.test(pathname)
    if (['error', 'warning'].includes(message.type()) && !expected) problems.push(`${message.text()} ${pathname}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== url && request.url().startsWith('http')) problems.push(request.url())
  })
  return problems
}

/** Asks until it is so. The page itself cannot wait for an expression: its policy forbids eval. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {}
}

/** Resolves once the page follows the sandbox. */
export const live = (page: Page) => page.locator('.connection[data-connection=live]').waitFor()

export const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

export const card = (page: Page, accountId: string) =>
  page.locator('.card').filter({ has: page.getByRole('heading', { name: accountId, exact: true }) })

/** Fills the try-it form's name and sends it. */
export async function tryName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Send PATCH' }).click()
}

/** What axe finds that keeps somebody out, on the page or in the part that a selector names. */
export async function seriousFindings(page: Page, part = 'html'): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run('${part}')`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
