import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { RUN_TYPESCRIPT } from '../process.js'

const PRINT = fileURLToPath(new URL('../../src/print-openapi.ts', import.meta.url))

t.test('the document is printed without a server', async (t) => {
  const printed = execFileSync(process.execPath, [RUN_TYPESCRIPT, PRINT], { encoding: 'utf8' })
  const { openapi, paths } = JSON.parse(printed)
  t.equal(openapi, '3.1.0')
  t.ok(paths['/v1/accounts/{accountId}/profile'])
  t.ok(printed.includes('\n  "info"'), 'it can be read by people')
})
