import type { Rule, Verified } from '../client/types.js'

export type { Rule }

const MEANING = {
  documented: 'The vendor’s page says so',
  assumed: 'The vendor’s page leaves it open; this sandbox assumes it',
}

/** Whether the vendor's page states a rule. */
export function Source({ source }: { source: Rule['source'] }) {
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
