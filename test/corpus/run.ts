// Makes the corpus, puts it through the built server, and prints what was expected and seen. See cases.ts.

import { startBuiltServer } from './built-server.js'
import type { Case } from './case.js'
import { CASES } from './cases.js'
import { startPictureHost } from './picture-host.js'
import { update, wrongWith } from './try-case.js'

interface Row {
  files: number
  right: number
}

const host = await startPictureHost()
const server = await startBuiltServer()
const rows = new Map<string, Row>()
const wrong: string[] = []

async function tryOne(one: Case): Promise<void> {
  const answer = await update(server.url, 'sk_test_corpus', host.serve(await one.make()))
  const fault = await wrongWith(one, answer)
  const row = rows.get(one.kind) ?? { files: 0, right: 0 }
  rows.set(one.kind, { files: row.files + 1, right: row.right + (fault === undefined ? 1 : 0) })
  if (fault !== undefined) wrong.push(`${one.name}: ${fault}`)
}

const waiting = [...CASES]
const worker = async () => {
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await tryOne(one)
}
await Promise.all([worker(), worker(), worker(), worker()])

const line = (...cells: (string | number)[]) =>
  `${String(cells[0]).padEnd(28)}${cells
    .slice(1)
    .map((cell) => String(cell).padStart(8))
    .join('')}\n`
process.stdout.write(line('kind', 'files', 'right', 'wrong'))
for (const [kind, { files, right }] of rows) process.stdout.write(line(kind, files, right, files - right))
process.stdout.write(line('all', CASES.length, CASES.length - wrong.length, wrong.length))
for (const text of wrong) process.stdout.write(`wrong: ${text}\n`)

await server.stop()
host.close()
process.exitCode = wrong.length === 0 ? 0 : 1
