import { CASES, UNTRIED } from './cases/all-cases.js'
import type { ConformanceReport, RuleReport } from './report.js'

/** The outcomes as a table, a line a rule, and a line that counts them. */
export function renderTable({ target, rules }: ConformanceReport): string {
  const widest = Math.max(...rules.map(({ rule }) => rule.length))
  const lines = rules.map(({ rule, source, outcome, detail }) => {
    const note = outcome === 'same' ? '' : `  ${detail}`
    return `${rule.padEnd(widest)}  ${source.padEnd(10)}  ${outcome.padEnd(9)}${note}`.trimEnd()
  })
  return `${[...lines, '', `${target.host}: ${count(rules)}`].join('\n')}\n`
}

function count(rules: readonly RuleReport[]): string {
  const of = (outcome: RuleReport['outcome']) => rules.filter((one) => one.outcome === outcome).length
  return `${of('same')} same, ${of('differs')} differ, ${of('not tried')} not tried`
}

/** What each case sends, spends and risks. */
export function renderCases(): string {
  const lines = CASES.map(
    ({ rule, title, spends, risk }) => `${rule}: ${title}\n    spends ${spends}; if not kept: ${risk}`,
  )
  const untried = Object.entries(UNTRIED).map(([rule, why]) => `${rule}: never tried\n    ${why}`)
  return `${[...lines, ...untried].join('\n')}\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Control characters cannot be written in XML. */
const escapeXml = (text: string) => text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (one) => ENTITIES[one]!)

/** The outcomes as JUnit XML: a test case a rule; what was not tried is skipped. */
export function renderJunit({ target, at, rules }: ConformanceReport): string {
  const of = (outcome: RuleReport['outcome']) => rules.filter((one) => one.outcome === outcome).length
  const cases = rules.map(({ rule, source, outcome, detail }) => {
    const head = `    <testcase classname="conformance.${source}" name="${rule}"`
    if (outcome === 'same') return `${head}/>`
    const message = `message="${escapeXml(detail)}"`
    const inner = outcome === 'differs' ? `<failure ${message}/>` : `<skipped ${message}/>`
    return `${head}>${inner}</testcase>`
  })
  const counts = `tests="${rules.length}" failures="${of('differs')}" errors="0" skipped="${of('not tried')}"`
  const suite = `  <testsuite name="conformance of ${escapeXml(target.host)}" timestamp="${at}" ${counts}>`
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    suite,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ]
  return `${parts.join('\n')}\n`
}
