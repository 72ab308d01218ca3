import { writeFileSync } from 'node:fs'
import { buildApp } from './app.js'
import { openapiDocument } from './docs/openapi.js'
import { loadMetrics } from './load-metrics.js'
import { createLogger } from './logger.js'
import { packageFile, packageVersion, readSettings } from './settings.js'

// A step of the build: writes the OpenAPI document, made from the routes themselves, without listening anywhere.
const log = await createLogger('silent', false)
const version = packageVersion()
const settings = readSettings({ METRICS: 'true' })
const app = buildApp(settings, { log, version, ownsProcess: true, metrics: await loadMetrics(settings) })
const document = await openapiDocument(app, version)
await app.close()
writeFileSync(packageFile('dist/openapi.json'), `${JSON.stringify(document, null, 2)}\n`)
