import { Source, VerifiedMark } from '../../../browser/rule-marks.js'
import { Statement } from '../../../browser/statement.js'
import type { Verified } from '../model/types.js'
import { listCalls } from '../state/call-cursor.js'
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
          onClick={() => listCalls({ rule: rule.id })}
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
