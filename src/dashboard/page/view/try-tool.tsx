import type { Platform } from '../../../client/types.js'
import { PLATFORM_LABEL } from '../model/platform.js'
import { editAsText, formRequest, requestForm } from '../state/request-form.js'
import { accounts } from '../state/sandbox-state.js'
import { send, sending } from '../state/send.js'
import { RawRequest } from './raw-request.js'
import { SamplePictures } from './sample-pictures.js'
import { TryField } from './try-field.js'
import { TryOutcome } from './try-outcome.js'

/** A list of suggestions longer than this helps nobody. */
const MOST_SUGGESTIONS = 100

/** A form for the endpoint, and what came back. */
export function TryTool() {
  const raw = requestForm.raw.value
  return (
    <form
      class="stack"
      aria-label="Edit a profile"
      onSubmit={(event) => {
        event.preventDefault()
        send(formRequest())
      }}
    >
      {raw === null ? <Fields /> : <RawRequest raw={raw} />}
      <div class="send">
        <button type="submit" class="primary" aria-disabled={sending.value}>
          {sending.value ? 'Sending…' : raw === null ? 'Send PATCH' : `Send ${raw.method}`}
        </button>
        <button
          type="button"
          onClick={() => {
            if (raw === null) editAsText()
            else requestForm.raw.value = null
          }}
        >
          {raw === null ? 'As text' : 'As fields'}
        </button>
      </div>
      <TryOutcome />
    </form>
  )
}

function Fields() {
  return (
    <>
      <div class="pair">
        <label>
          Account
          <input
            id="field-account"
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
      <AccountIds />
      <fieldset class="fields">
        <legend>Fields to send</legend>
        <TryField field="name" label="Name" />
        <TryField field="username" label="Username" />
        <TryField field="bio" label="Bio" />
        <TryField field="profilePictureUrl" label="Picture URL" />
        <SamplePictures />
      </fieldset>
    </>
  )
}

/** The suggestions for every box that takes an account's id. */
export function AccountIds() {
  return (
    <datalist id="account-ids">
      {accounts.value.slice(0, MOST_SUGGESTIONS).map(({ accountId }) => (
        <option key={accountId} value={accountId} />
      ))}
    </datalist>
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
