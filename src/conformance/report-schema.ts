import { ConformanceReport } from './report.js'

const { properties } = ConformanceReport

/** The JSON schema of a conformance report as others read it, who know no format of ours. */
export const REPORT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...ConformanceReport,
  properties: { ...properties, at: { ...properties.at, format: 'date-time' } },
}
