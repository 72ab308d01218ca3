import { showInvisible } from '../../../browser/visible.js'
import { readable } from '../model/format.js'
import type { Call } from '../model/types.js'
import { setClock } from '../state/set-clock.js'

/** Why a call ended as it did, in the server's words; where time alone would help, a way to get there. */
export function Why({ call: { why, responseBody } }: { call: Call }) {
  if (why === '') return null
  const { error } = (responseBody ?? {}) as { error?: { nextAllowedAt?: unknown } }
  const time = error?.nextAllowedAt
  return (
    <div class="why">
      <p dir="auto">{unbroken(showInvisible(why))}</p>
      {typeof time === 'string' && (
        <button type="button" class="small" onClick={() => setClock(time)}>
          Set the clock to {readable(time)}
        </button>
      )}
    </div>
  )
}

/** The sentence with its timestamps kept in one piece. */
function unbroken(text: string) {
  return text
    .split(/(\d{4}-\d\d-\d\dT[\d:]+Z)/)
    .map((part, at) => (at % 2 === 0 ? part : <span class="nowrap">{part}</span>))
}
