import { pino } from 'pino'
import { buildApp } from '../../src/app.js'
import { openapiDocument } from '../../src/docs/openapi.js'
import { loadMetrics } from '../../src/load-metrics.js'
import { readSettings } from '../../src/settings.js'
import type { Json } from '../helper.js'

/** The OpenAPI document as the build makes it, of the sources. */
export async function makeDocument(): Promise<Json> {
  const settings = readSettings({ METRICS: 'true' })
  const log = pino({ level: 'silent' })
  const metrics = await loadMetrics(settings)
  const app = buildApp(settings, { log, version: '1.2.3', ownsProcess: false, metrics })
  const document = await openapiDocument(app, '1.2.3')
  await app.close()
  return document
}
