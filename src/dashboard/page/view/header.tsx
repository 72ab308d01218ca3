import { openSandbox, refusal, shownKey } from '../state/session.js'
import { connection } from '../state/watch.js'

const CONNECTION = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' }

export function Header() {
  return (
    <header class="header">
      <h1 class="brand">
        <img src="/dashboard/icon.svg" alt="" width="22" height="22" />
        infinipost-mock
      </h1>
      {refusal.value === null && (
        <span class="connection" data-connection={connection.value}>
          {CONNECTION[connection.value]}
        </span>
      )}
      <a class="docs" href="/docs">
        API reference
      </a>
      {refusal.value === null && <KeyForm label="Key" start={shownKey.value} />}
    </header>
  )
}

/** The box for the key; another key is another sandbox. */
export function KeyForm({ label, start }: { label: string; start: string }) {
  return (
    <form
      class="key-form"
      onSubmit={(event) => {
        event.preventDefault()
        openSandbox(String(new FormData(event.currentTarget).get('key')))
      }}
    >
      <label for="key">{label}</label>
      <input id="key" name="key" class="mono" defaultValue={start} autocomplete="off" spellcheck={false} required />
      <button type="submit">Open</button>
    </form>
  )
}
