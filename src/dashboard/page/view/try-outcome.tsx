import { milliseconds } from '../model/format.js'
import { summarize } from '../model/outcome.js'
import { outcome, outcomeCall, sending } from '../state/request-form.js'
import { openCall } from '../state/view.js'
import { Json } from './json.js'
import { RuleLine } from './rule-line.js'
import { Why } from './why.js'

/** What came back from the form's last call, and what the log knows of it. */
export function TryOutcome() {
  const last = outcome.value
  const call = outcomeCall.value
  if (last === null) {
    return (
      <div class="outcome quiet" role="status">
        {sending.value ? 'Waiting for the reply…' : 'What comes back is shown here.'}
      </div>
    )
  }
  const { tone, label, word } = summarize(last.status)
  const brokeOff = last.status !== null && last.body === null
  return (
    <div class="outcome">
      <p class="outcome-head" role="status">
        <span class="status" data-tone={brokeOff ? 'lost' : tone}>
          {label}
        </span>
        <b>{brokeOff ? 'The reply broke off' : tone === 'lost' ? 'The connection closed without a reply' : word}</b>
        <span class="quiet">{milliseconds(last.tookMs)}</span>
      </p>
      {call && <Why call={call} />}
      {call && <RuleLine id={call.rule} />}
      {last.body !== null && <Json label="Reply" text={last.body} />}
      {call && (
        <button type="button" onClick={() => openCall(call.id)}>
          Open this call
        </button>
      )}
    </div>
  )
}
