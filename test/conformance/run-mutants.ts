import { pino } from 'pino'
import { buildApp } from '../../src/app.js'
import { CASES, UNTRIED } from '../../src/conformance/cases/all-cases.js'
import { EVERY_RULE } from '../../src/domain/rules.js'
import { listeningUrl } from '../../src/http/listening-url.js'
import { readSettings } from '../../src/settings.js'
import { noSuchHost } from '../properties/no-network.js'
import { MUTANTS } from './mutants.js'
import type { Mutant } from './spoil.js'
import { tryMutant } from './try-mutant.js'

/** Prints the mutation table: every stand-in that is wrong, and which rules the suite calls wrong of it. */
const AT_ONCE = 12

async function serve(more: Record<string, string>) {
  const settings = readSettings({ PICTURE_MAX_BYTES: '200000', PICTURE_TIMEOUT_MS: '1500', ...more })
  const app = buildApp(settings, {
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    ownsProcess: false,
    lookup: noSuchHost,
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { url: listeningUrl(app), close: () => app.close() }
}

const open = await serve({ ALLOW_PRIVATE_PICTURE_URLS: 'true' })
const strict = await serve({})
const [only] = process.argv.slice(2)
const waiting = MUTANTS.filter(({ rule }) => only === undefined || rule === only)
const rows: string[] = []
let failed = 0

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await tryOne(next)
}

async function tryOne(mutant: Mutant): Promise<void> {
  const { rule, what } = mutant
  // What a private address is told only by a server that refuses them.
  const server = rule === 'picture-not-public' ? strict : open
  const { caught, detail, err } = await tryMutant(server.url, mutant)
  const good = caught.join() === rule
  if (!good) failed += 1
  const row = `${good ? 'caught' : 'MISSED'}  ${rule.padEnd(31)}  ${what.padEnd(50)}  ${detail ?? err}`
  rows.push(good ? row : `${row}\n        called wrong: ${caught.join(', ') || 'nothing'}`)
  process.stderr.write(good ? '.' : 'x')
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
await Promise.all([open.close(), strict.close()])
process.stdout.write(`\n${rows.sort().join('\n')}\n`)
for (const { id } of EVERY_RULE) {
  if (UNTRIED[id] !== undefined) process.stdout.write(`no case  ${id}: ${UNTRIED[id]}\n`)
}
process.stdout.write(`${rows.length} mutants of ${CASES.length} cases, ${failed} not caught by their own rule alone\n`)
process.exitCode = failed === 0 ? 0 : 1
