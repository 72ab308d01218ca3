import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import type { BuiltServer } from './server.js'

const COVERAGE = fileURLToPath(new URL('../../.tap/page-coverage/', import.meta.url))
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** How long the browser is kept for a next test. */
const IDLE_MS = 3_000

let launched: Promise<Browser> | undefined
let tests = 0
let idle: NodeJS.Timeout | undefined

/** The browser that the tests of this process share; what a test opens is to be in contexts of its own. */
export function browserFor(t: Test): Promise<Browser> {
  clearTimeout(idle)
  tests += 1
  t.teardown(() => {
    tests -= 1
    if (tests === 0) idle = setTimeout(closeBrowser, IDLE_MS)
  })
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...QUIET],
  })
  return launched
}

// Not in a teardown of the whole run: with one of those tap takes the run for over between two files.
async function closeBrowser(): Promise<void> {
  const last = launched
  launched = undefined
  await (await last)?.close()
}

export interface PageOptions extends BrowserContextOptions {
  /** Paths whose failures the test brings about, and which the browser's console therefore names. */
  failing?: RegExp
  /** What is opened: the dashboard as it starts, unless given. */
  start?: string
}

/**
 * The dashboard in a browser context of the test's own. When the test is over, its console must be free of errors, and nothing
 * must have been asked of another host.
 */
export async function openDashboard(
  t: Test,
  server: BuiltServer,
  { failing, start = '/', ...options }: PageOptions = {},
) {
  const browser = await browserFor(t)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  t.teardown(() => context.close())
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const problems = collectProblems(page, server, failing)
  await page.coverage.startJSCoverage({ resetOnNavigation: false })
  await page.goto(server.url + start)
  const finish = async () => {
    await keepCoverage(page)
    t.strictSame(problems, [], 'no errors in the console, no other host')
    await context.close()
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

/** Shows the page narrow and wide in both schemes, one after the other. */
export async function* looks(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      yield { name: `${width} pixels wide and ${colorScheme}`, width, colorScheme }
    }
  }
}

/** Whether what stands behind everything on the page is dark. */
export async function isDark(page: Page): Promise<boolean> {
  const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  return Number(/\d+/.exec(background)![0]) < 128
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
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run('${part}', { resultTypes: ['violations'] })`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
