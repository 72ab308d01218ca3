// `npm run pictures -- [--decoders]`: makes the corpus, puts it through the built server, and prints what was expected and
// seen. With `--decoders` djpeg, dwebp and avifdec judge what is stored, and the files themselves as far as they can.

import { startBuiltServer } from './built-server.js'
import type { Case } from './case.js'
import { CASES } from './cases.js'
import { missingDecoders, wrongByOthers } from './other-decoders.js'
import { startPictureHost } from './picture-host.js'
import { update, wrongWith } from './try-case.js'

const byDecoders = process.argv.includes('--decoders')
if (byDecoders && missingDecoders().length > 0) throw new Error(`not installed: ${missingDecoders().join(', ')}`)

/** What these decoders leave to others: turns, colour spaces, moving pictures, other brands, and AVIF but by way of JPEG. */
const NOT_THEIRS =
  /orientation [2-8]|CMYK|AVIF checks|Display P3|frames|AVIF, colours|AVIF, boxes|AVIF with a hole|, (avis|miaf|MA1B|MA1A|mif1),/

interface Row {
  files: number
  right: number
}

const host = await startPictureHost()
const server = await startBuiltServer()
const rows = new Map<string, Row>()
const wrong: string[] = []

async function tryOne(one: Case): Promise<void> {
  const file = await one.make()
  const answer = await update(server.url, 'sk_test_corpus', host.serve(file))
  const fault = (await wrongWith(one, answer)) ?? (await wrongElsewhere(one, file, answer.stored))
  const row = rows.get(one.kind) ?? { files: 0, right: 0 }
  rows.set(one.kind, { files: row.files + 1, right: row.right + (fault === undefined ? 1 : 0) })
  if (fault !== undefined) wrong.push(`${one.name}: ${fault}`)
}

let judged = 0

async function wrongElsewhere({ kind, name, expected }: Case, file: Uint8Array, stored: Uint8Array | null) {
  if (!byDecoders || !('look' in expected) || stored === null) return undefined
  const { side, look } = expected
  judged += 1
  const original = NOT_THEIRS.test(`${kind} ${name}`) ? undefined : await wrongByOthers(file, side, look)
  return original ?? (await wrongByOthers(stored, Math.min(512, side), look))
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
if (byDecoders) process.stdout.write(`${judged} judged by djpeg, dwebp and avifdec\n`)
for (const text of wrong) process.stdout.write(`wrong: ${text}\n`)

await server.stop()
host.close()
process.exitCode = wrong.length === 0 ? 0 : 1
