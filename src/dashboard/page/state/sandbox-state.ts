import { signal } from '@preact/signals'
import type { Account } from '../../../client/types.js'
import type { Call, ShownFault, ShownRule } from '../model/types.js'

/** What the page knows of the sandbox. */
export const accounts = signal<readonly Account[]>([])
/** False while more accounts are on their way. */
export const accountsComplete = signal(false)
/** Whether the calls, faults and rules have been read. */
export const loaded = signal(false)
/** Newest first. */
export const calls = signal<readonly Call[]>([])
export const faults = signal<readonly ShownFault[]>([])
export const rules = signal<readonly ShownRule[]>([])

/** As many as the server keeps. */
const MOST_CALLS = 1_000

/** Puts accounts in among those known, in id order. */
export function mergeAccounts(changed: readonly Account[]): void {
  const byId = new Map(accounts.peek().map((account) => [account.accountId, account]))
  const isNew = changed.some(({ accountId }) => !byId.has(accountId))
  for (const account of changed) byId.set(account.accountId, account)
  const merged = [...byId.values()]
  accounts.value = isNew ? merged.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)) : merged
}

export function removeAccount(accountId: string): void {
  accounts.value = accounts.peek().filter((account) => account.accountId !== accountId)
}

/** Puts calls, oldest first, on top of those known; one that is known already is left out. */
export function addCalls(arrived: readonly Call[]): void {
  const known = new Set(calls.peek().map(({ id }) => id))
  const fresh = arrived.filter(({ id }) => !known.has(id))
  if (fresh.length > 0) calls.value = [...fresh.reverse(), ...calls.peek()].slice(0, MOST_CALLS)
}

export function findRule(id: string | null): ShownRule | undefined {
  return id === null ? undefined : rules.value.find((rule) => rule.id === id)
}
