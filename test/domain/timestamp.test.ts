import t from 'tap'
import { describeSpan, formatDate, formatTimestamp, parseTimestamp } from '../../src/domain/timestamp.js'

const SPANS: [seconds: number, words: string][] = [
  [1, '1 second'],
  [59, '59 seconds'],
  [60, '1 minute'],
  [3_600, '1 hour'],
  [7_325, '2 hours 2 minutes 5 seconds'],
  [86_400, '1 day'],
  [14 * 86_400 - 1, '13 days 23 hours 59 minutes 59 seconds'],
]
for (const [seconds, words] of SPANS) {
  t.test(`${seconds} s`, async (t) => void t.equal(describeSpan(seconds), words))
}

const TIMES: [text: string, instant: number | undefined][] = [
  ['1970-01-01T00:00:00Z', 0],
  ['2024-02-29T23:59:59Z', 1_709_251_199],
  ['2024-02-29T23:59:59.000Z', 1_709_251_199],
  ['1000-01-01T00:00:00Z', -30_610_224_000],
  ['9998-12-31T23:59:59Z', 253_370_764_799],
  ['0999-12-31T23:59:59Z', undefined],
  ['9999-01-01T00:00:00Z', undefined],
  ['2023-02-29T00:00:00Z', undefined],
  ['2024-13-01T00:00:00Z', undefined],
  ['2024-01-01T24:00:00Z', undefined],
  ['2024-01-01T23:59:60Z', undefined],
  ['2024-01-01T00:00:00', undefined],
  ['2024-01-01T00:00:00+24:00', undefined],
  ['2024-01-01T00:00:00+01:60', undefined],
  ['2024-02-30T00:00:00+01:00', undefined],
  ['2024-01-01T00:00:00.Z', undefined],
  ['1000-01-01T00:00:00+00:01', undefined],
  ['2024-01-01 00:00:00Z', undefined],
  ['2024-01-01', undefined],
  ['', undefined],
]
/** What is kept of timestamps that are written otherwise. */
const NORMALISED: [text: string, kept: string][] = [
  ['2024-04-21T12:00:00+02:00', '2024-04-21T10:00:00Z'],
  ['2024-04-20T23:15:00-1045', '2024-04-21T10:00:00Z'],
  ['2024-04-21T10:00:00-00:00', '2024-04-21T10:00:00Z'],
  ['2024-04-21T10:00:00.999999999Z', '2024-04-21T10:00:00Z'],
  ['1969-12-31T23:59:59.5Z', '1969-12-31T23:59:59Z'],
  ['2024-03-01T00:30:00.25+01:00', '2024-02-29T23:30:00Z'],
  ['2024-04-21t10:00:00z', '2024-04-21T10:00:00Z'],
]
for (const [text, kept] of NORMALISED) {
  t.test(text, async (t) => void t.equal(formatTimestamp(parseTimestamp(text)!), kept))
}

for (const [text, instant] of TIMES) {
  t.test(text || 'nothing', async (t) => {
    t.equal(parseTimestamp(text), instant)
    if (instant === undefined) return
    t.equal(formatTimestamp(instant), text.replace('.000', ''))
    t.equal(formatDate(instant), text.slice(0, 10))
  })
}
