import { pino } from 'pino'
import { buildApp } from '../../src/app.js'
import { openapiDocument } from '../../src/docs/openapi.js'
import { readSettings } from '../../src/settings.js'
import type { Json } from '../helper.js'

/** The OpenAPI document as the build makes it, of the sources. */
export async function makeDocument(): Promise<Json> {
  const app = buildApp(readSettings({}), { log: pino({ level: 'silent' }), version: '1.2.3', ownsProcess: false })
  const document = await openapiDocument(app, '1.2.3')
  await app.close()
  return document
}
