import { buildApp } from './app.js'
import { createLogger } from './logger.js'
import { packageVersion, readSettings } from './settings.js'

// Prints the OpenAPI document without listening anywhere.
const log = await createLogger('silent', false)
const app = buildApp(readSettings({}), { log, version: packageVersion(), ownsProcess: true })
const reply = await app.inject('/openapi.json')
await app.close()
process.stdout.write(`${JSON.stringify(reply.json(), null, 2)}\n`)
