import { useEffect } from 'preact/hooks'
import { address } from '../state/address.js'
import { openFresh, shownKey } from '../state/session.js'
import { KeyForm } from './key-form.js'

/** Stands in place of everything while there is no good key. */
export function KeyGate({ problem }: { problem: string | null }) {
  useEffect(() => document.querySelector<HTMLInputElement>('#key')?.select(), [problem])
  return (
    <main class="gate" id="main">
      <h2>{problem === null ? 'Which key?' : 'This needs another key'}</h2>
      {problem !== null && (
        <p role="alert" class="gate-reason">
          {problem}
        </p>
      )}
      {address.value.id !== null && <p>This address shows a part of one key’s sandbox. Give that key to see it.</p>}
      <KeyForm label="Test key" start={shownKey.value} />
      <p class="quiet">
        Each key opens a sandbox of its own. Unless the server was started with a list of keys, any key of the form{' '}
        <code>sk_test_…</code> is good, and you may take a new one. The key stays in this browser; no link that you copy
        from this page has it.
      </p>
      <p>
        <button type="button" onClick={openFresh}>
          Take a new key
        </button>
      </p>
    </main>
  )
}
