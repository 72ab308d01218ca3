import { mkdirSync, writeFileSync } from 'node:fs'
import { buildApp } from './app.js'
import { REPORT_SCHEMA } from './conformance/report-schema.js'
import { openapiDocument } from './docs/openapi.js'
import { loadMetrics } from './load-metrics.js'
import { createLogger } from './logger.js'
import { packageFile, packageVersion, readSettings } from './settings.js'

// A step of the build: writes the OpenAPI document, made from the routes themselves, without listening anywhere, and the
// JSON schema of conformance reports.
const logging = await createLogger('silent', false)
const version = packageVersion()
const settings = readSettings({ METRICS: 'true' })
const app = buildApp(settings, { ...logging, version, ownsProcess: true, metrics: await loadMetrics(settings) })
const document = await openapiDocument(app, version)
await app.close()
mkdirSync(packageFile('dist/docs'), { recursive: true })
for (const [file, content] of [
  ['openapi.json', document],
  ['docs/conformance-report-schema.json', REPORT_SCHEMA],
] as const) {
  writeFileSync(packageFile(`dist/${file}`), `${JSON.stringify(content, null, 2)}\n`)
}
