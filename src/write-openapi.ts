import { writeFileSync } from 'node:fs'
import { buildApp } from './app.js'
import { openapiDocument } from './docs/openapi.js'
import { createLogger } from './logger.js'
import { packageFile, packageVersion, readSettings } from './settings.js'

// A step of the build: writes the OpenAPI document, made from the routes themselves, without listening anywhere.
const log = await createLogger('silent', false)
const version = packageVersion()
const app = buildApp(readSettings({}), { log, version, ownsProcess: true })
const document = await openapiDocument(app, version)
await app.close()
writeFileSync(packageFile('dist/openapi.json'), `${JSON.stringify(document, null, 2)}\n`)
