import { useEffect, useRef } from 'preact/hooks'
import { Json } from '../../../browser/json.js'
import { missedReply, outcomeWord, summarize } from '../model/outcome.js'
import type { Call } from '../model/types.js'
import { closeTool, openCallId } from '../state/address.js'
import { focusDrawn } from '../state/call-cursor.js'
import { calls, loaded } from '../state/sandbox-state.js'
import { CallActions } from './call-actions.js'
import { CallChanges } from './call-changes.js'
import { CallCode } from './call-code.js'
import { CallFacts } from './call-facts.js'
import { PictureFacts } from './picture-facts.js'
import { RuleLine } from './rule-line.js'
import { Why } from './why.js'

/** One call of the log: what was asked, what was answered, why, and what changed. */
export function CallTool() {
  const title = useRef<HTMLHeadingElement>(null)
  const call = calls.value.find(({ id }) => id === openCallId.value)
  useEffect(() => title.current?.focus({ preventScroll: true }), [call?.id])
  if (call === undefined) return <Absent />
  const { tone, label } = summarize(call.status)
  return (
    <article class="stack" onKeyDown={(event) => event.key === 'Escape' && close(call.id)}>
      <header class="call-head">
        <h3 ref={title} tabIndex={-1}>
          <span class="status" data-tone={tone}>
            {label}
          </span>{' '}
          {outcomeWord(call)}
        </h3>
        <button type="button" class="small" aria-keyshortcuts="Escape" onClick={() => close(call.id)}>
          Close
        </button>
      </header>
      <p class="mono path" dir="ltr">
        {call.method} {call.path}
      </p>
      <CallActions call={call} />
      <Why call={call} />
      <RuleLine id={call.rule} verified={call.verified} />
      <MissedReply call={call} />
      <CallChanges call={call} />
      <CallFacts call={call} />
      {call.picture && <PictureFacts picture={call.picture} />}
      <Json label="Request" value={call.requestBody} />
      {missedReply(call)?.body === undefined && <Json label="Reply" value={call.responseBody} />}
      <details>
        <summary>Headers</summary>
        <Json label="As they came, secrets left out" value={call.headers} />
      </details>
      <CallCode call={call} />
    </article>
  )
}

function Absent() {
  if (!loaded.value) return <p class="empty">Reading the log…</p>
  return (
    <div class="empty">
      <p>
        This call is not in the log of this sandbox: it has been emptied or made room for newer ones, or the call
        belongs to another key.
      </p>
      <p>
        <button type="button" onClick={() => closeTool('call')}>
          Close
        </button>
      </p>
    </div>
  )
}

/** What a client would have got that got nothing, or half of it. */
function MissedReply({ call }: { call: Call }) {
  const missed = missedReply(call)
  if (missed === undefined) return null
  return (
    <section class="missed">
      <p>{missed.note}</p>
      {missed.body !== null && <Json label="The reply that was not sent whole" value={missed.body} />}
    </section>
  )
}

/** Back to where the call was opened: its row, if it is still there. */
function close(id: string): void {
  closeTool('call')
  focusDrawn(id)
}
