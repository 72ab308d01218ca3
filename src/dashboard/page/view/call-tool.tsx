import { useEffect, useRef } from 'preact/hooks'
import { summarize } from '../model/outcome.js'
import { calls } from '../state/sandbox-state.js'
import { column, openCallId, showTool } from '../state/view.js'
import { CallFacts, PictureFacts } from './call-facts.js'
import { Curl } from './curl.js'
import { Json } from './json.js'
import { RuleLine } from './rule-line.js'
import { Why } from './why.js'

/** One call of the log: what was asked, what was answered and why. */
export function CallTool() {
  const title = useRef<HTMLHeadingElement>(null)
  const call = calls.value.find(({ id }) => id === openCallId.value)
  useEffect(() => title.current?.focus({ preventScroll: true }), [call?.id])
  if (call === undefined) {
    return <p class="empty">{openCallId.value ? 'This call is no longer in the log.' : 'Choose a call in the log.'}</p>
  }
  const { tone, label, word } = summarize(call.status)
  return (
    <article class="stack" onKeyDown={(event) => event.key === 'Escape' && close(call.id)}>
      <header class="call-head">
        <h3 ref={title} tabIndex={-1}>
          <span class="status" data-tone={tone}>
            {label}
          </span>{' '}
          {word}
        </h3>
        <button type="button" class="small" onClick={() => close(call.id)}>
          Close
        </button>
      </header>
      <p class="mono path">
        {call.method} {call.path}
      </p>
      <Why call={call} />
      <RuleLine id={call.rule} />
      <CallFacts call={call} />
      {call.picture && <PictureFacts picture={call.picture} />}
      <Json label="Request" value={call.requestBody} />
      <Json label="Reply" value={call.responseBody} />
      <Curl call={call} />
    </article>
  )
}

/** Back to where the call was opened: its row, if it is still there. */
function close(id: string): void {
  openCallId.value = null
  showTool('try')
  column.value = 'log'
  // On a narrow screen the log is drawn only now.
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus())
}
