import { EVERY_RULE } from '../domain/rules.js'
import { CASES, UNTRIED } from './cases/all-cases.js'
import type { RuleReport } from './report.js'
import { type CaseResult, type RunDeps, runCase } from './run-case.js'
import { ConformanceError } from './send.js'
import type { AnyRuleId, ConformanceCase, Spends } from './types.js'

export interface RunOptions {
  /** Left out: every rule. */
  readonly only?: readonly string[] | undefined
  /** Told before each case. */
  readonly onCase: (one: ConformanceCase, index: number, count: number) => void
  /** Ends the run after the case that is under way. */
  readonly signal: AbortSignal
}

const ORDER: Record<Spends, number> = { nothing: 0, profile: 1, name: 2 }

/** Tries every rule on the target, what costs most last, and says what came of each. Throws ConformanceError. */
export async function runCases(deps: RunDeps, { only, onCase, signal }: RunOptions): Promise<RuleReport[]> {
  const rules = EVERY_RULE.filter(({ id }) => only === undefined || only.includes(id))
  const wanted = new Set<string>(rules.map(({ id }) => id))
  const cases = CASES.filter(({ rule }) => wanted.has(rule)).sort((a, b) => ORDER[a.spends] - ORDER[b.spends])
  const results = new Map<AnyRuleId, CaseResult[]>()
  for (const [index, one] of cases.entries()) {
    if (signal.aborted) throw new ConformanceError('Interrupted; what was changed has been put back')
    onCase(one, index, cases.length)
    const result = await runCase(one, deps)
    results.set(one.rule, [...(results.get(one.rule) ?? []), result])
  }
  return rules.map(({ id, kind, source }) => ({ rule: id, kind, source, ...sumUp(id, results.get(id) ?? []) }))
}

/** The worst of a rule's cases; one that was not tried takes nothing from those that were. */
function sumUp(id: AnyRuleId, results: readonly CaseResult[]): CaseResult {
  const differs = results.find(({ outcome }) => outcome === 'differs')
  if (differs !== undefined) return differs
  const same = results.filter(({ outcome }) => outcome === 'same')
  if (same.length > 0) return { outcome: 'same', detail: inOneLine(same) }
  return { outcome: 'not tried', detail: inOneLine(results) || UNTRIED[id]! }
}

const inOneLine = (results: readonly CaseResult[]) => [...new Set(results.map(({ detail }) => detail))].join('; ')
