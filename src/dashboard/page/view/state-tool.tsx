import { useSignal } from '@preact/signals'
import type { StateInput } from '../../../client/types.js'
import { download } from '../model/download.js'
import { runAction } from '../state/notices.js'
import { sandbox } from '../state/session.js'

/** Reset, export and import of the whole state. */
export function StateTool() {
  return (
    <div class="stack">
      <Reset />
      <section class="stack">
        <h3>Export</h3>
        <p class="quiet">Clock, accounts and armed faults as one JSON file, which “Import” takes back.</p>
        <button
          type="button"
          onClick={() =>
            runAction('State exported', async () => download('sandbox.json', await sandbox.value?.state.get()))
          }
        >
          Download sandbox.json
        </button>
      </section>
      <Import />
    </div>
  )
}

function Reset() {
  const asked = useSignal(false)
  return (
    <section class="stack">
      <h3>Reset</h3>
      <p class="quiet">Back to the seed in real time, with an empty log. Nothing of the present state is kept.</p>
      <div class="group">
        <button
          type="button"
          class={asked.value ? 'danger' : ''}
          onClick={async () => {
            if (!asked.value) {
              asked.value = true
              return
            }
            asked.value = false
            await runAction('Sandbox reset', () => sandbox.value?.reset())
          }}
        >
          {asked.value ? 'Yes, reset everything' : 'Reset to the seed'}
        </button>
        {asked.value && (
          <button
            type="button"
            onClick={() => {
              asked.value = false
            }}
          >
            Keep it
          </button>
        )}
      </div>
    </section>
  )
}

function Import() {
  const text = useSignal('')
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        runAction('State imported', () => sandbox.value?.state.put(JSON.parse(text.value) as StateInput))
      }}
    >
      <h3>Import</h3>
      <p class="quiet">Replaces the state and empties the log. What the file leaves out comes from the seed.</p>
      <input
        type="file"
        accept="application/json,.json"
        aria-label="A state file"
        onChange={async (event) => {
          text.value = (await event.currentTarget.files?.[0]?.text()) ?? ''
        }}
      />
      <textarea
        class="mono"
        rows={9}
        aria-label="The state as JSON"
        placeholder={'{"clock": {"mode": "frozen", "now": "2024-04-21T10:00:00Z"}}'}
        value={text}
        spellcheck={false}
        required
        onInput={(event) => {
          text.value = event.currentTarget.value
        }}
      />
      <button type="submit">Import</button>
    </form>
  )
}
