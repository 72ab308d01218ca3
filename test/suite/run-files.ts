import { readdirSync } from 'node:fs'
import t from 'tap'

const TEST = new URL('..', import.meta.url)
/** What needs more than Node, and has a command of its own; and the suite itself. */
const ELSEWHERE = /^(?:browser|valkey|suite)\//

/** Folders whose tests run together, so that all processes take about as long; whatever stands in none is the rest. */
export const GROUPS = {
  robustness: ['robustness'],
  surfaces: ['v1', 'control', 'client', 'http'],
  pictures: ['pictures', 'corpus', 'properties'],
}

/** The pages' tests are run in two parts that take about as long: how they look, with the reference, and what the dashboard does. */
export const isLooksOrReference = (file: string) => /^browser\/(?:docs|looks)/.test(file)

/** The test files of those folders, by their paths below `test`; without any, all of `npm test`. */
export function testFiles(folders?: readonly string[]): string[] {
  return readdirSync(TEST, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => (folders === undefined ? !ELSEWHERE.test(file) : folders.includes(file.split('/')[0]!)))
    .sort()
}

/**
 * Runs test files one after the other in this process. Each in one of its own would start Node, tap and all of the
 * sources anew, which takes several times as long as the tests.
 */
export async function runFiles(files: readonly string[]): Promise<void> {
  // As long as the slowest machine may take over all of them.
  t.setTimeout(900_000)
  let defined = 0
  t.on('subtestAdd', () => {
    defined += 1
  })
  for (const file of files) {
    const before = defined
    await import(new URL(file, TEST).href)
    const own = defined - before
    // Tests run in the order in which they are defined: this one comes after those of the file.
    await t.test(`test/${file}`, async (t) => {
      t.ok(own > 0, 'holds tests')
    })
  }
}
