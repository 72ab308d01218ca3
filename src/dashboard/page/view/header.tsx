import { SchemeSwitch } from '../../../browser/scheme-switch.js'
import { gate, openFresh, shownKey } from '../state/session.js'
import { helpOpen } from '../state/shortcuts.js'
import { connection } from '../state/watch.js'
import { KeyForm } from './key-form.js'

const CONNECTION = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' }

export function Header() {
  const open = gate.value === null
  return (
    <header class="header">
      <h1 class="brand">
        <img src="dashboard/icon.svg" alt="" width="22" height="22" />
        infinipost-mock
      </h1>
      {open && (
        <span class="connection" data-connection={connection.value}>
          {CONNECTION[connection.value]}
        </span>
      )}
      <nav class="header-links" aria-label="Page">
        <a href="docs">API reference</a>
        <SchemeSwitch />
        <button
          type="button"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => {
            helpOpen.value = true
          }}
        >
          ?
        </button>
      </nav>
      {open && (
        <div class="keys">
          <KeyForm key={shownKey.value} label="Key" start={shownKey.value} />
          <button type="button" title="Open a sandbox of a key that nobody else has" onClick={openFresh}>
            New key
          </button>
        </div>
      )}
    </header>
  )
}
