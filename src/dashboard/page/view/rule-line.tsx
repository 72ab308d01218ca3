import type { Rule } from '../../../client/types.js'
import { findRule } from '../state/sandbox-state.js'

/** Which rule decided a call, and whether the vendor's page states it. */
export function RuleLine({ id }: { id: string | null }) {
  const rule = findRule(id)
  if (rule === undefined) return null
  return (
    <div class="rule-line">
      <p>
        <code>{rule.id}</code> <Source source={rule.source} />
      </p>
      <p class="quiet">
        <Statement text={rule.statement} />
      </p>
    </div>
  )
}

const MEANING = {
  documented: 'The vendor’s page says so',
  assumed: 'The vendor’s page leaves it open; this sandbox assumes it',
}

export function Source({ source }: { source: Rule['source'] }) {
  return (
    <span class="source" data-source={source} title={MEANING[source]}>
      {source}
    </span>
  )
}

/** A sentence whose `quoted` parts are code. */
export function Statement({ text }: { text: string }) {
  return <>{text.split('`').map((part, at) => (at % 2 === 0 ? part : <code key={part}>{part}</code>))}</>
}
