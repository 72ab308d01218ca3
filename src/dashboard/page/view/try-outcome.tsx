import { Json } from '../../../browser/json.js'
import { milliseconds } from '../model/format.js'
import { outcomeWord, summarize } from '../model/outcome.js'
import { openCall } from '../state/address.js'
import { outcome, outcomeCall, sending } from '../state/send.js'
import { PictureFacts } from './picture-facts.js'
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
  const { tone, label } = summarize(last.status)
  const brokeOff = last.status !== null && last.body === null
  const word = outcomeWord({ status: last.status, method: last.sent.method })
  return (
    <div class="outcome">
      <div role="status">
        <p class="outcome-head">
          <span class="status" data-tone={brokeOff ? 'lost' : tone}>
            {label}
          </span>
          <b>{brokeOff ? 'The reply broke off' : tone === 'lost' ? 'The connection closed without a reply' : word}</b>
          <span class="quiet">{milliseconds(last.tookMs)}</span>
        </p>
        {call && <Why call={call} />}
      </div>
      {call && <RuleLine id={call.rule} verified={call.verified} />}
      {call?.picture && <PictureFacts picture={call.picture} />}
      {last.body !== null && last.body !== '' && <Json label="Reply" text={last.body} />}
      {call && (
        <button type="button" onClick={() => openCall(call.id)}>
          Open this call
        </button>
      )}
    </div>
  )
}
