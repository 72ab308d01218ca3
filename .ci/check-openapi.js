// Checks the OpenAPI document of the build: it lints clean, and types made from it compile.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
const document = 'dist/openapi.json'
const types = join(folder, 'openapi.d.ts')
// Nothing of this needs the network.
const env = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  NO_UPDATE_NOTIFIER: '1',
}
const node = (...args) => execFileSync(process.execPath, args, { env, stdio: 'pipe' })

try {
  node('node_modules/@redocly/cli/bin/cli.js', 'lint', '--config', '.ci/redocly.yaml', document)
  node('node_modules/openapi-typescript/bin/cli.js', document, '--output', types)
  node('node_modules/typescript/bin/tsc', '--ignoreConfig', '--strict', '--noEmit', types)
} catch (error) {
  process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.stack}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
