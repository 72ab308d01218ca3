import { parseTimestamp } from '../../../domain/timestamp.js'
import { localTime, milliseconds, readable } from '../model/format.js'
import { describeFault } from '../model/outcome.js'
import type { Call } from '../model/types.js'
import { Facts } from './facts.js'

/** The plain facts of a call. */
export function CallFacts({ call }: { call: Call }) {
  const { fault, ignoredFields, receivedAt } = call
  return (
    <Facts
      facts={[
        ['Sandbox time', `${readable(call.sandboxTime)} UTC`],
        ['Received', `${readable(receivedAt)} UTC (${localTime(parseTimestamp(receivedAt) ?? 0)})`],
        ['Took', milliseconds(call.durationMs)],
        ['Fault', fault && describeFault(fault)],
        ['Ignored fields', ignoredFields.length > 0 && ignoredFields.join(', ')],
        ['Request id', call.id],
      ]}
    />
  )
}
