import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { LoggedRequest } from '../../../client/types.js'
import { curlOf } from '../model/curl.js'
import { spoken } from '../state/notices.js'
import { sandbox } from '../state/session.js'

/** The call as a curl command, the key left out of it until it is asked for. */
export function Curl({ call }: { call: LoggedRequest }) {
  const withKey = useSignal(false)
  const said = useSignal('')
  const text = useRef<HTMLPreElement>(null)
  const command = curlOf(call, location.origin, withKey.value ? (sandbox.value?.apiKey ?? null) : null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command)
      said.value = 'Copied'
    } catch {
      // Off localhost and without TLS there is no clipboard; what is selected can be copied by hand.
      getSelection()?.selectAllChildren(text.current!)
      said.value = 'Selected: copy it by hand'
    }
    spoken.value = said.value
  }
  return (
    <figure class="json">
      <figcaption class="subhead">
        curl
        <span class="group">
          <span class="quiet">{said}</span>
          <label class="check">
            <input
              type="checkbox"
              checked={withKey.value}
              onChange={(event) => {
                withKey.value = event.currentTarget.checked
                said.value = ''
              }}
            />
            Show key
          </label>
          <button type="button" class="small" onClick={copy}>
            Copy as curl
          </button>
        </span>
      </figcaption>
      <pre ref={text}>{command}</pre>
    </figure>
  )
}
