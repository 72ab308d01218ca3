import { signal } from '@preact/signals'
import type { Sandbox } from '../../../client/sandbox-api.js'
import { sandboxClient } from '../../../client/sandbox-client.js'
import { rememberKey } from './remembered-key.js'
import { watch } from './watch.js'

/** The sandbox on show; null while the page waits for a key. */
export const sandbox = signal<Sandbox | null>(null)
/** The key in the box. */
export const shownKey = signal('')
/** Why the last key was not taken. */
export const refusal = signal<string | null>(null)

let stop = () => {}

/** Shows the sandbox of that key, or says why it cannot. The key is remembered once the server has taken it. */
export function openSandbox(text: string): void {
  const key = text.trim()
  stop()
  sandbox.value = null
  shownKey.value = key
  refusal.value = findProblem(key)
  if (refusal.peek() !== null) return
  const client = sandboxClient(location.origin, key, async () => {})
  const ending = new AbortController()
  stop = () => ending.abort()
  sandbox.value = client
  watch(client, ending.signal, {
    opened: () => rememberKey(key),
    refused(reason) {
      sandbox.value = null
      refusal.value = `The server refused this key: ${reason}.`
    },
  })
}

/** A key that must not even be sent. */
function findProblem(key: string): string | null {
  if (key === '') return 'There is no key here yet.'
  if (key.startsWith('sk_live_'))
    return 'This is a live key, and it has not been sent. The sandbox takes test keys only.'
  return /^[\x21-\x7e]+$/.test(key) ? null : 'A key has no spaces and no characters beyond ASCII.'
}
