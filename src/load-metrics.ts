import type { Metrics } from './metrics/metrics.js'
import type { Settings } from './settings.js'

/** What counts and measures where METRICS says so; loaded only then. */
export async function loadMetrics({ METRICS }: Pick<Settings, 'METRICS'>): Promise<Metrics | undefined> {
  if (!METRICS) return undefined
  const { createMetrics } = await import('./metrics/metrics.js')
  return createMetrics()
}
