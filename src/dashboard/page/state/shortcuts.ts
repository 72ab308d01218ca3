import { effect, signal } from '@preact/signals'
import { readStored, store } from '../../../browser/stored.js'
import { column, lastList, openCallId, showView } from './address.js'
import { cursor, focusRow } from './call-cursor.js'
import { listed } from './call-list.js'
import { layout } from './layout.js'
import { resend } from './send.js'
import { gate } from './session.js'

export const SHORTCUTS: readonly [key: string, does: string][] = [
  ['/', 'Search the requests'],
  ['j', 'The next request, which is the older one'],
  ['k', 'The one before'],
  ['Enter', 'Open the request'],
  ['r', 'Send it again'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
]

const NAME = 'infinipost-mock.shortcuts'

/** Whether the list of shortcuts is open. */
export const helpOpen = signal(false)
/** Single letters do nothing where somebody has turned them off, as people who dictate have to. */
export const lettersOn = signal(readStored(NAME) !== 'off')

const ACTIONS: Record<string, () => void> = {
  '/': () => showLog(() => document.querySelector<HTMLInputElement>('#search')?.select()),
  j: () => showLog(() => focusRow(inLog() ? cursor.peek() + 1 : cursor.peek())),
  k: () => showLog(() => focusRow(inLog() ? cursor.peek() - 1 : cursor.peek())),
  r: resendAtCursor,
  '?': () => {
    helpOpen.value = true
  },
}

export function followKeys(): void {
  effect(() => store(NAME, lettersOn.value ? null : 'off'))
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (ctrlKey || metaKey || altKey || event.defaultPrevented || gate.peek() !== null) return
    if (!lettersOn.peek() || isTyping(target) || document.querySelector('dialog[open]')) return
    const action = ACTIONS[key]
    if (action === undefined) return
    event.preventDefault()
    action()
  })
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea')
}

const inLog = () => document.activeElement?.matches('.row button') ?? false

/** The open call is the one that is meant, unless the focus is on another. */
function resendAtCursor(): void {
  const open = inLog() ? undefined : listed.peek().find(({ id }) => id === openCallId.peek())
  const call = open ?? listed.peek()[cursor.peek()]
  if (call !== undefined) resend(call, open !== undefined)
}

/** On a narrow screen the log may have to be drawn first. */
function showLog(then: () => void): void {
  const drawn = { narrow: column.peek() === 'log', medium: lastList.peek() === 'log', wide: true }[layout.peek()]
  // At once where it can be: what is typed after `/` belongs to the search.
  if (drawn) {
    then()
  } else {
    showView('requests')
    requestAnimationFrame(then)
  }
}
