import { computed, effect, signal } from '@preact/signals'
import { type Address, formatAddress, parseAddress, START, type View } from '../model/address.js'
import type { CallFilter } from '../model/call-filter.js'

/** What is on show. It is all in the URL: it survives a reload and can be sent to somebody else. */
export const address = signal<Address>(parseAddress(location.hash))

const TOOLS = ['try', 'faults', 'rules', 'state'] as const
export type Tool = (typeof TOOLS)[number] | 'account' | 'call'

/** The tool shown last beside the lists, which have addresses of their own. */
const lastTool = signal<Tool>('try')
/** The call and the account that were opened last and not closed since; each has a tab. */
export const openCallId = signal<string | null>(null)
export const openAccountId = signal<string | null>(null)

/** The list shown last, where there is room for one. */
export const lastList = signal<'accounts' | 'log'>('accounts')

/** The tool that an address shows, if it shows one. */
function toolAt({ view, id }: Address): Tool | undefined {
  if (view === 'requests') return id === null ? undefined : 'call'
  if (view === 'accounts') return id === null ? undefined : 'account'
  return view
}

effect(() => {
  const { view, id } = address.value
  const shown = toolAt(address.value)
  if (shown !== undefined) lastTool.value = shown
  if (view === 'requests') lastList.value = 'log'
  if (view === 'accounts') lastList.value = 'accounts'
  if (view === 'requests' && id !== null) openCallId.value = id
  if (view === 'accounts' && id !== null) openAccountId.value = id
})

export const tool = computed(() => toolAt(address.value) ?? lastTool.value)
/** The tabs that there are. */
export const tabs = computed<Tool[]>(() => [
  ...TOOLS,
  ...(openAccountId.value === null ? [] : (['account'] as const)),
  ...(openCallId.value === null ? [] : (['call'] as const)),
])
/** Which of the three columns a narrow screen shows. */
export const column = computed(() => {
  if (toolAt(address.value) !== undefined) return 'tools'
  return address.value.view === 'requests' ? 'log' : 'accounts'
})

/** Goes to another address; `replace` leaves no step behind to go back to, as while somebody types. */
export function go(to: Partial<Address>, replace = false): void {
  const next = { ...address.peek(), ...to }
  const hash = formatAddress(next)
  if (hash === formatAddress(address.peek())) return
  history[replace ? 'replaceState' : 'pushState'](null, '', hash)
  address.value = next
}

export function showView(view: View): void {
  go({ view, id: null })
}

/** Shows a tool by its tab. */
export function showTool(next: Tool): void {
  if (next === 'call') go({ view: 'requests', id: openCallId.peek() })
  else if (next === 'account') go({ view: 'accounts', id: openAccountId.peek() })
  else showView(next)
}

export function openCall(id: string): void {
  go({ view: 'requests', id })
}

export function openAccount(id: string): void {
  go({ view: 'accounts', id })
}

/** Takes the tab away, and goes back to the list that it was opened from. */
export function closeTool(which: 'call' | 'account'): void {
  if (which === 'call') openCallId.value = null
  else openAccountId.value = null
  lastTool.value = 'try'
  showView(which === 'call' ? 'requests' : 'accounts')
}

export function filterCalls(change: Partial<CallFilter>, replace = false): void {
  go({ filter: { ...address.peek().filter, ...change } }, replace)
}

/** Shows the calls that match, and nothing else of the filter that there was. */
export function showCalls(filter: Partial<CallFilter>): void {
  go({ view: 'requests', id: null, filter: { ...START.filter, ...filter } })
}

/** Follows the browser's own steps back and forth, and addresses that somebody types. */
export function followAddress(): void {
  for (const name of ['popstate', 'hashchange']) {
    addEventListener(name, () => {
      address.value = parseAddress(location.hash)
    })
  }
}
