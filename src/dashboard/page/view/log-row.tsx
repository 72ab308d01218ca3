import { Component } from 'preact'
import { readable } from '../model/format.js'
import { outcomeWord, summarize, summaryLine } from '../model/outcome.js'
import type { Call } from '../model/types.js'
import { openCall } from '../state/address.js'
import { ROW_HEIGHT } from '../state/call-cursor.js'

interface Props {
  call: Call
  at: number
  size: number
  open: boolean
  /** Whether the tab key gets here. */
  reachable: boolean
}

/** One call in the log. An entry never changes, so that only its place draws it again. */
export class LogRow extends Component<Props> {
  override shouldComponentUpdate({ at, size, open, reachable }: Props): boolean {
    const { props } = this
    return at !== props.at || size !== props.size || open !== props.open || reachable !== props.reachable
  }

  override render({ call, at, size, open, reachable }: Props) {
    const { tone, label } = summarize(call.status)
    const [date, time] = readable(call.sandboxTime).split(' ')
    return (
      <li class="row" aria-setsize={size} aria-posinset={at + 1} style={{ top: `${at * ROW_HEIGHT}px` }}>
        <button
          type="button"
          data-id={call.id}
          aria-current={open}
          tabIndex={reachable ? 0 : -1}
          onClick={() => openCall(call.id)}
        >
          <span class="status" data-tone={tone} title={outcomeWord(call)}>
            {label}
          </span>
          <span class="row-what clip">
            <span class="quiet">{call.method}</span> <b>{call.accountId ?? call.path}</b>
          </span>
          <time class="row-time" dateTime={call.sandboxTime} title={`Received ${readable(call.receivedAt)} UTC`}>
            {time}
          </time>
          <span class="row-summary clip">{summaryLine(call)}</span>
          <span class="row-date">{date}</span>
        </button>
      </li>
    )
  }
}
