import { BASE } from '../../../browser/base.js'
import { CopyCode } from '../../../browser/copy-code.js'
import { curlOf } from '../../../browser/curl.js'
import { Json } from '../../../browser/json.js'
import type { Outcome, SentCall } from '../model/call.js'

interface Props {
  outcome: Outcome
  call: SentCall
  onStop: () => void
}

/** What came back, and the call as a command. */
export function TryResult({ outcome: { status, tookMs, headers, text, done }, call, onStop }: Props) {
  return (
    <div class="result">
      <p role="status">
        <span class="status" data-tone={status < 300 ? 'ok' : status < 500 ? 'warn' : 'bad'}>
          {status}
        </span>{' '}
        <span class="quiet">{Math.round(tookMs)} ms</span>{' '}
        {!done && (
          <button type="button" class="small" onClick={onStop}>
            Stop
          </button>
        )}
      </p>
      {text !== '' && <Json label="Reply" text={text} />}
      <details>
        <summary>Headers of the reply</summary>
        <dl class="facts">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>As curl</summary>
        <CopyCode name="as curl" code={curlOf(call, BASE, null)} />
      </details>
    </div>
  )
}
