import { signal } from '@preact/signals'
import { BASE } from '../../../browser/base.js'
import { keyProblem, refusedKey } from '../../../browser/key-problem.js'
import { DEMO_KEY, rememberedKey, rememberKey } from '../../../browser/remembered-key.js'
import { forgetUnread, isUnread, noteUnread } from '../../../browser/unread-sandbox.js'
import { fetchTransport } from '../../../client/fetch-transport.js'
import { freshKey } from '../../../client/fresh-key.js'
import type { Sandbox } from '../../../client/sandbox-api.js'
import { sandboxClient } from '../../../client/sandbox-client.js'
import { address } from './address.js'
import { watch } from './watch.js'

/** The sandbox on show; null while the page waits for a key. */
export const sandbox = signal<Sandbox | null>(null)
/** The key in the box. */
export const shownKey = signal('')
/** Why the page has no sandbox to show: it asks for a key, or says what is wrong with the last one. */
export const gate = signal<{ problem: string | null } | null>(null)
/** Set while the sandbox is one that was opened just now, until somebody has read so. */
export const openedAnew = signal<'first' | 'dropped' | null>(null)

let stop = () => {}

/** Opens the key of the last visit. A first visit tries the demo key, unless it comes by a link to another's call. */
export function openRemembered(): void {
  const key = rememberedKey()
  if (key !== null) openSandbox(key)
  else if (address.peek().id !== null) gate.value = { problem: null }
  else openSandbox(DEMO_KEY, true)
}

/** Another sandbox, which nobody else has. */
export function openFresh(): void {
  openSandbox(freshKey())
}

/** Takes away the notice that the sandbox is a new one. */
export function readNotice(): void {
  openedAnew.value = null
  forgetUnread()
}

/** Shows the sandbox of that key, or says why it cannot. The key is remembered once the server has taken it. */
export function openSandbox(text: string, isGuess = false): void {
  const key = text.trim()
  stop()
  sandbox.value = null
  openedAnew.value = null
  shownKey.value = isGuess ? '' : key
  const problem = keyProblem(key)
  gate.value = problem === null ? null : { problem }
  if (problem !== null) return
  const client = sandboxClient(BASE.slice(0, -1), key, fetchTransport)
  const ending = new AbortController()
  stop = () => ending.abort()
  sandbox.value = client
  watch(client, ending.signal, {
    opened(isNew) {
      shownKey.value = key
      rememberKey(key)
      const unread = isNew ?? (isUnread(key) ? 'first' : null)
      if (unread === null) return
      // Whoever sees the page for the first time has lost nothing.
      if (isGuess && unread === 'first') return forgetUnread()
      openedAnew.value = unread
      noteUnread(key)
    },
    refused(reason) {
      sandbox.value = null
      // Nobody has chosen this key: there is nothing to be accused of.
      gate.value = { problem: isGuess ? null : refusedKey(reason) }
    },
  })
}
