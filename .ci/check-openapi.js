// Checks the OpenAPI document of the build: it lints clean, and types made from it compile.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTools } from './fetch-tools.js'

const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
const document = 'dist/openapi.json'
const types = join(folder, 'openapi.d.ts')
// None of these talks to anybody.
const env = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  NO_UPDATE_NOTIFIER: '1',
}
const node = (...args) => execFileSync(process.execPath, args, { env, stdio: 'pipe' })

try {
  const tool = fetchTools(folder, ['@redocly/cli', 'openapi-typescript', 'typescript'])
  node(tool('@redocly/cli/bin/cli.js'), 'lint', '--config', '.ci/redocly.yaml', document)
  node(tool('openapi-typescript/bin/cli.js'), document, '--output', types)
  node('node_modules/typescript/bin/tsc', '--ignoreConfig', '--strict', '--noEmit', types)
} catch (error) {
  process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.stack}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
