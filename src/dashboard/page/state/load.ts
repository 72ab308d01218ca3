import type { Sandbox } from '../../../client/sandbox-api.js'
import type { Account, Clock, LoggedRequest } from '../../../client/types.js'
import { clock } from './clock.js'
import type { StreamedEvent } from './event-stream.js'
import {
  accounts,
  accountsComplete,
  addCalls,
  calls,
  faults,
  loaded,
  mergeAccounts,
  removeAccount,
  rules,
} from './sandbox-state.js'

const FIRST_PAGE = 100
const NEXT_PAGE = 1_000
/** A seed larger than this is shown in part; the page says so. */
export const MOST_ACCOUNTS = 10_000

export function emptyState(): void {
  clock.value = null
  accounts.value = []
  accountsComplete.value = false
  calls.value = []
  loaded.value = false
  faults.value = []
  rules.value = []
}

/** Reads everything again. The accounts after the first page follow page by page. */
export async function loadState(sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const [reading, page, log] = await Promise.all([
    sandbox.clock.get(),
    sandbox.accounts.list({ limit: FIRST_PAGE }),
    sandbox.requests({ limit: 1_000 }),
    loadFaults(sandbox, signal),
    loadRules(sandbox, signal),
  ])
  if (signal.aborted) return
  clock.value = reading
  accounts.value = page
  calls.value = log.reverse()
  loaded.value = true
  accountsComplete.value = page.length < FIRST_PAGE
  // A failure here is the connection's, and ends the event stream too.
  if (!accountsComplete.peek()) loadFurther(sandbox, page.at(-1)!.accountId, signal).catch(() => {})
}

async function loadFurther(sandbox: Sandbox, last: string, signal: AbortSignal): Promise<void> {
  let after = last
  while (!signal.aborted && accounts.peek().length < MOST_ACCOUNTS) {
    const page = await sandbox.accounts.list({ limit: NEXT_PAGE, after })
    if (signal.aborted) return
    mergeAccounts(page)
    accountsComplete.value = page.length < NEXT_PAGE
    if (accountsComplete.peek()) return
    after = page.at(-1)!.accountId
  }
}

export async function loadFaults(sandbox: Sandbox, signal?: AbortSignal): Promise<void> {
  const armed = await sandbox.faults.list()
  if (!signal?.aborted) faults.value = armed
}

export async function loadRules(sandbox: Sandbox, signal?: AbortSignal): Promise<void> {
  const known = await sandbox.rules()
  if (!signal?.aborted) rules.value = known
}

/** Takes in what has happened, in one change of the page. */
export async function applyEvents(sandbox: Sandbox, events: StreamedEvent[], signal: AbortSignal): Promise<void> {
  if (events.some(({ name }) => name === 'reset')) return loadState(sandbox, signal)
  const of = <T>(wanted: string) => events.filter(({ name }) => name === wanted).map(({ data }) => data as T)
  const requests = of<LoggedRequest>('request')
  const reading = of<Clock>('clock').at(-1)
  if (reading !== undefined) clock.value = reading
  applyAccounts(of('account'))
  addCalls(requests)
  const faultsChanged = events.some(({ name }) => name === 'faults') || requests.some(({ fault }) => fault !== null)
  if (faultsChanged) await loadFaults(sandbox, signal)
  // How often a rule was hit has no event of its own; it changes only with a call.
  if (requests.some(({ rule }) => rule !== null)) await loadRules(sandbox, signal)
}

function applyAccounts(changes: (Account | { accountId: string; deleted: true })[]): void {
  // Of several changes to one account the last counts.
  const last = new Map(changes.map((change) => [change.accountId, change]))
  const present = [...last.values()].filter((change) => 'profiles' in change)
  if (present.length > 0) mergeAccounts(present)
  for (const change of last.values()) if ('deleted' in change) removeAccount(change.accountId)
}
