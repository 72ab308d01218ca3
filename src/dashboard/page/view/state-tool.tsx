import { download } from '../model/download.js'
import { runAction } from '../state/notices.js'
import { sandbox } from '../state/session.js'
import { ConfirmButton } from './confirm-button.js'
import { StateImport } from './state-import.js'

/** Reset, export and import of the whole state. */
export function StateTool() {
  return (
    <div class="stack">
      <section class="stack">
        <h3>Reset</h3>
        <p class="quiet">Back to the seed in real time, with an empty log. Nothing of the present state is kept.</p>
        <ConfirmButton
          label="Reset to the seed"
          confirm="Yes, reset everything"
          onConfirm={() => runAction('Sandbox reset', () => sandbox.value?.reset())}
        />
      </section>
      <Export />
      <StateImport />
    </div>
  )
}

function Export() {
  return (
    <section class="stack">
      <h3>Export</h3>
      <p class="quiet">
        Clock, accounts with their pictures and armed faults as one JSON file, which “Import” takes back.
      </p>
      <button
        type="button"
        onClick={() =>
          runAction('State exported', async () =>
            download('sandbox.json', await sandbox.value?.state.get({ pictures: true })),
          )
        }
      >
        Download sandbox.json
      </button>
    </section>
  )
}
