import { Statement } from '../../../browser/statement.js'
import type { ShownRule, Verified } from '../model/types.js'
import { showCalls } from '../state/address.js'
import { findRule } from '../state/sandbox-state.js'

/** Which rule decided a call, whether the vendor's page states it and whether the vendor was seen to do the same. */
export function RuleLine({ id, verified }: { id: string | null; verified?: Verified | null | undefined }) {
  const rule = findRule(id)
  if (rule === undefined) return null
  return (
    <div class="rule-line">
      <p class="rule-name">
        <button
          type="button"
          class="plain"
          title="All requests that it refused"
          onClick={() => showCalls({ rule: rule.id })}
        >
          <code>{rule.id}</code>
        </button>
        <Source source={rule.source} />
        <VerifiedMark verified={verified ?? rule.verified} />
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

export function Source({ source }: { source: ShownRule['source'] }) {
  return (
    <span class="source" data-source={source} title={MEANING[source]}>
      {source}
    </span>
  )
}

const OUTCOME = {
  same: ({ at, on }: Verified) => `verified ${at.slice(0, 10)} on ${on}`,
  differs: ({ detail }: Verified) => `differs: ${detail}`,
  'not tried': () => 'not tried',
}

/** What a conformance report says of a rule; nothing without one. */
export function VerifiedMark({ verified }: { verified: Verified | null | undefined }) {
  if (!verified) return null
  const { outcome, on, at, detail } = verified
  return (
    <span class="source" data-verified={outcome} title={`${on}, ${at}${detail === '' ? '' : `: ${detail}`}`}>
      {OUTCOME[outcome](verified)}
    </span>
  )
}
