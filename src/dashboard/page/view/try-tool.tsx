import type { Platform } from '../../../client/types.js'
import { requestForm, sendForm, sending, setField } from '../state/request-form.js'
import { accounts } from '../state/sandbox-state.js'
import { PLATFORM_LABEL } from './profile-cell.js'
import { TryField } from './try-field.js'
import { TryOutcome } from './try-outcome.js'

const SAMPLES: [label: string, url: string][] = [
  ['Square', 'https://pictures.test/1080x1080.jpg'],
  ['1920×1080', 'https://pictures.test/1920x1080.jpg'],
  ['Broken', 'https://pictures.test/truncated.jpg'],
  ['Slow, 3 s', 'https://pictures.test/slow/3000/1080x1080.jpg'],
  ['Private', 'http://127.0.0.1/picture.jpg'],
]
/** A list of suggestions longer than this helps nobody. */
const MOST_SUGGESTIONS = 100

/** A form for the endpoint, and what came back. */
export function TryTool() {
  return (
    <form
      class="stack"
      aria-label="Edit a profile"
      onSubmit={(event) => {
        event.preventDefault()
        sendForm()
      }}
    >
      <div class="pair">
        <label>
          Account
          <input
            class="mono"
            list="account-ids"
            value={requestForm.accountId}
            autocomplete="off"
            spellcheck={false}
            required
            onInput={(event) => {
              requestForm.accountId.value = event.currentTarget.value
            }}
          />
        </label>
        <PlatformChoice />
      </div>
      <datalist id="account-ids">
        {accounts.value.slice(0, MOST_SUGGESTIONS).map(({ accountId }) => (
          <option key={accountId} value={accountId} />
        ))}
      </datalist>
      <fieldset class="fields">
        <legend>Fields to send</legend>
        <TryField field="name" label="Name" />
        <TryField field="username" label="Username" />
        <TryField field="bio" label="Bio" />
        <TryField field="profilePictureUrl" label="Picture URL" />
        <fieldset class="samples" aria-label="Sample pictures">
          {SAMPLES.map(([label, url]) => (
            <button
              key={label}
              type="button"
              class="small"
              title={url}
              onClick={() => setField('profilePictureUrl', url)}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </fieldset>
      <button type="submit" class="primary" aria-disabled={sending.value}>
        {sending.value ? 'Sending…' : 'Send PATCH'}
      </button>
      <TryOutcome />
    </form>
  )
}

function PlatformChoice() {
  return (
    <label>
      Platform
      <select
        value={requestForm.platform.value}
        onChange={(event) => {
          requestForm.platform.value = event.currentTarget.value as Platform
        }}
      >
        {Object.entries(PLATFORM_LABEL).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
