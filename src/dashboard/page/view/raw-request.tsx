import type { SentRequest } from '../model/sent-request.js'
import { requestForm } from '../state/request-form.js'

const METHODS = ['PATCH', 'GET', 'POST', 'PUT', 'DELETE']

/** A call as text: any path under `/v1`, any body, also one that is wrong. */
export function RawRequest({ raw }: { raw: SentRequest }) {
  const change = (to: Partial<SentRequest>) => {
    requestForm.raw.value = { ...raw, ...to }
  }
  const methods = METHODS.includes(raw.method) ? METHODS : [raw.method, ...METHODS]
  return (
    <>
      <div class="pair raw">
        <label>
          Method
          <select
            value={raw.method}
            onChange={({ currentTarget: { value } }) =>
              change({ method: value, ...(value === 'GET' && { body: null }) })
            }
          >
            {methods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
        <label>
          Path
          <input
            id="raw-path"
            class="mono"
            value={raw.path}
            pattern="/v1/.*"
            title="A path that begins with /v1/"
            spellcheck={false}
            autocomplete="off"
            required
            onInput={(event) => change({ path: event.currentTarget.value })}
          />
        </label>
      </div>
      {raw.method !== 'GET' && (
        <>
          <label>
            Content-Type
            <input
              class="mono wide"
              value={raw.headers['content-type'] ?? ''}
              placeholder="none"
              autocomplete="off"
              spellcheck={false}
              onInput={({ currentTarget: { value } }) => {
                const { 'content-type': _before, ...others } = raw.headers
                change({ headers: value === '' ? others : { ...others, 'content-type': value } })
              }}
            />
          </label>
          <label>
            Body
            <textarea
              id="raw-body"
              class="mono"
              rows={9}
              value={raw.body ?? ''}
              spellcheck={false}
              onInput={({ currentTarget: { value } }) => change({ body: value === '' ? null : value })}
            />
          </label>
        </>
      )}
    </>
  )
}
