import { signal } from '@preact/signals'
import { BASE } from '../../../browser/base.js'
import { CopyCode } from '../../../browser/copy-code.js'
import { curlOf } from '../../../browser/curl.js'
import { fetchOf, testOf } from '../model/script.js'
import { requestOf } from '../model/sent-request.js'
import type { Call } from '../model/types.js'
import { accounts } from '../state/sandbox-state.js'
import { sandbox } from '../state/session.js'

const KINDS = ['curl', 'fetch', 'test'] as const
const kind = signal<(typeof KINDS)[number]>('curl')
const withKey = signal(false)

const NOTE = {
  curl: 'Takes the key from API_KEY, or asks for it when it is run.',
  fetch: 'Takes the key from API_KEY.',
  test: 'A file for node --test with the library: a sandbox of its own, at the same moment.',
}

/** The call as code to take along: the key is left out of it until it is asked for. */
export function CallCode({ call }: { call: Call }) {
  const shown = kind.value
  return (
    <section class="json" aria-labelledby="code-title">
      <header class="subhead">
        <h4 id="code-title">As code</h4>
        <fieldset class="group" aria-label="As which code">
          {KINDS.map((name) => (
            <button
              key={name}
              type="button"
              class="small"
              aria-pressed={shown === name}
              onClick={() => {
                kind.value = name
              }}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </header>
      <CopyCode name={`as ${shown}`} code={codeOf(call)} />
      <p class="quiet">{NOTE[shown]}</p>
      {shown !== 'test' && (
        <label class="check">
          <input
            type="checkbox"
            checked={withKey.value}
            onChange={(event) => {
              withKey.value = event.currentTarget.checked
            }}
          />
          With the key in it
        </label>
      )}
    </section>
  )
}

function codeOf(call: Call): string {
  const request = requestOf(call)
  const key = withKey.value ? (sandbox.value?.apiKey ?? null) : null
  if (kind.value === 'curl') return curlOf(request, BASE, key)
  if (kind.value === 'fetch') return fetchOf(request, BASE, key)
  return testOf(
    call,
    request,
    accounts.value.find(({ accountId }) => accountId === call.accountId),
  )
}
