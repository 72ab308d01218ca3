import assert from 'node:assert/strict'
import fc from 'fast-check'
import { pino } from 'pino'
import t from 'tap'
import type { RequestLine } from '../src/http/request-lifecycle.js'
import { requestLines } from '../src/request-lines.js'
import { anyCharacter } from './properties/any-character.js'
import { check } from './properties/check.js'

const anyText = fc.string({ unit: anyCharacter })
const maybe = fc.option(anyText, { nil: undefined })
const anyLine: fc.Arbitrary<RequestLine> = fc.record(
  {
    requestId: fc.uuid(),
    method: fc.constantFrom('PATCH', 'M-SEARCH'),
    path: anyText,
    status: fc.option(fc.integer({ min: 100, max: 599 })),
    durationMs: fc.nat(6_000_000).map((hundredths) => hundredths / 100),
    rule: maybe,
    accountId: maybe,
    key: maybe,
  },
  { noNullPrototype: true },
)

function logTo(level: string) {
  const lines: string[] = []
  const output = { write: (line: string) => void lines.push(line.replace(/"time":\d{13}/, '"time":0')) }
  const base = { pid: 7, hostname: 'a "host"' }
  const log = pino({ level, base }, output)
  return { lines, log, logRequest: requestLines(log, base, output) }
}

t.test('the line of a request is the one that the logger writes', async (t) => {
  const { lines, log, logRequest } = logTo('debug')
  await check(
    t,
    300,
    fc.property(anyLine, fc.constantFrom('info', 'debug'), (line, level) => {
      lines.length = 0
      log[level](line, 'request')
      logRequest(level, line)
      assert.equal(lines.length, 2)
      assert.equal(lines[1], lines[0])
    }),
  )
})

t.test('at the level that the log is kept at', async (t) => {
  const { lines, log, logRequest } = logTo('info')
  const [line] = fc.sample(anyLine, 1)
  logRequest('debug', line!)
  t.equal(lines.length, 0)
  logRequest('info', line!)
  t.equal(lines.length, 1)
  log.level = 'silent'
  logRequest('info', line!)
  t.equal(lines.length, 1)
})
