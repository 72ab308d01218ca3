import { Component } from 'preact'
import type { LoggedRequest } from '../../../client/types.js'
import { readable } from '../model/format.js'
import { summarize, summaryLine } from '../model/outcome.js'
import { openCall } from '../state/view.js'

interface Props {
  call: LoggedRequest
  open: boolean
}

/** One call in the log. An entry never changes, so that only being opened draws it again. */
export class LogRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return next.open !== this.props.open
  }

  override render({ call, open }: Props) {
    const { tone, label, word } = summarize(call.status)
    const [date, time] = readable(call.sandboxTime).split(' ')
    return (
      <li class="row">
        <button type="button" data-id={call.id} aria-current={open} onClick={() => openCall(call.id)}>
          <span class="status" data-tone={tone} title={word}>
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
