import { useEffect } from 'preact/hooks'
import { KeyForm } from './header.js'

/** Stands in place of everything while there is no good key. */
export function KeyGate({ reason }: { reason: string }) {
  useEffect(() => document.querySelector<HTMLInputElement>('#key')?.select(), [reason])
  return (
    <main class="gate">
      <h2>This needs another key</h2>
      <p role="alert" class="gate-reason">
        {reason}
      </p>
      <KeyForm label="Test key" start="" />
      <p class="quiet">
        Unless the server was started with a list of keys, any key of the form <code>sk_test_…</code> is good, and each
        opens a sandbox of its own. The key stays in this browser.
      </p>
    </main>
  )
}
