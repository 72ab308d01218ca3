import type { Call } from '../model/types.js'
import { listCalls } from '../state/call-cursor.js'
import { editCall } from '../state/request-form.js'
import { resend, sending } from '../state/send.js'

/** What can be done with a call of the log. */
export function CallActions({ call }: { call: Call }) {
  const { accountId } = call
  return (
    <div class="group">
      <button
        type="button"
        class="soft"
        aria-keyshortcuts="r"
        aria-disabled={sending}
        onClick={() => resend(call, true)}
      >
        Send again
      </button>
      <button type="button" onClick={() => editCall(call)}>
        Edit and send
      </button>
      {accountId !== null && (
        <button type="button" title={`All requests of ${accountId}`} onClick={() => listCalls({ accountId })}>
          Same account
        </button>
      )}
    </div>
  )
}
