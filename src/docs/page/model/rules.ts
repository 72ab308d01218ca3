import { keyProblem, refusedKey } from '../../../browser/key-problem.js'
import type { Rule } from '../../../browser/rule-marks.js'
import { type Outcome, send } from './call.js'

/** Why there are no rules to show: whoever has given no key yet has done nothing wrong. */
export interface RuleProblem {
  kind: 'no key' | 'wrong key' | 'failed'
  problem: string
}
export type RuleList = { rules: readonly Rule[] } | RuleProblem

const CALL = { method: 'GET', path: '/_sandbox/rules', headers: {}, body: null }

/** What the server says of every rule to whoever has that key. */
export async function readRules(key: string, stop: AbortSignal): Promise<RuleList> {
  const problem = keyProblem(key)
  if (problem !== null) return { kind: key === '' ? 'no key' : 'wrong key', problem }
  let reply: Outcome | undefined
  try {
    await send(CALL, key, stop, (outcome) => {
      reply = outcome
    })
    return read(reply!)
  } catch (error) {
    return { kind: 'failed', problem: `The rules could not be read: ${(error as Error).message}.` }
  }
}

function read({ status, text }: Outcome): RuleList {
  const { rules, error } = JSON.parse(text) as { rules: Rule[]; error?: { message: string } }
  if (error === undefined) return { rules }
  if (status === 401) return { kind: 'wrong key', problem: refusedKey(error.message) }
  return { kind: 'failed', problem: `The rules could not be read: ${status}, ${error.message}.` }
}

/** How many rules a report found the same, different and untried, and where; null without a report. */
export function reportWords(rules: readonly Rule[]): string | null {
  const verified = rules.flatMap((rule) => rule.verified ?? [])
  const [first] = verified
  if (first === undefined) return null
  const count = (wanted: string) => verified.filter(({ outcome }) => outcome === wanted).length
  return `On ${first.on}, ${first.at.slice(0, 10)}: ${count('same')} the same, ${count('differs')} different, ${count('not tried')} not tried.`
}
