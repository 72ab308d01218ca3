import type { Fault } from '../../domain/fault.js'
import type { Change, SandboxHead, Snapshot, StateEvent } from '../store.js'
import { encodeAccount, NO_ACCOUNT, nextVersion, type VersionedAccount, type VersionedHead } from './stored-values.js'

/** A step that waits for its turn. */
export interface Step {
  readonly accountId: string | null
  readonly change: (current: Snapshot) => Change<unknown>
  /** It is this step that has opened the sandbox. */
  onOpened(): void
  resolve(outcome: unknown): void
  reject(error: unknown): void
}

/** What the steps of a batch see: all of it as it stood at one moment. */
export interface BatchSnapshot extends VersionedHead {
  readonly accounts: ReadonlyMap<string, VersionedAccount>
}

/** What the steps of a batch have made, each having seen what those before it made. */
export interface BatchResult {
  /** In the order of the steps. */
  readonly outcomes: readonly ({ readonly outcome: unknown } | { readonly error: unknown })[]
  readonly head: { readonly version: string; readonly head: SandboxHead; readonly faults: readonly Fault[] } | undefined
  /** What is to be stored of accounts; '' for nothing. */
  readonly accounts: readonly { readonly accountId: string; readonly value: string }[]
  readonly events: readonly (StateEvent | NonNullable<Change<unknown>['request']>)[]
}

/** Runs the steps one after the other. One that throws changes nothing, and the others go on. */
export function runSteps(steps: readonly Step[], snapshot: BatchSnapshot): BatchResult {
  let { head, faults } = snapshot
  let headChanged = false
  const changed = new Map<string, VersionedAccount['account']>()
  const events: BatchResult['events'][number][] = []
  const outcomes = steps.map(({ accountId, change }) => {
    try {
      const known = accountId !== null && changed.has(accountId)
      const stored = accountId === null ? undefined : (snapshot.accounts.get(accountId) ?? NO_ACCOUNT).account
      const account = known ? changed.get(accountId) : stored
      const made = change({ head, faults, account })
      if (made.head !== undefined || made.faults !== undefined) headChanged = true
      head = made.head ?? head
      faults = made.faults ?? faults
      if (made.account !== undefined && accountId !== null) {
        changed.set(accountId, made.account === 'forget' ? undefined : made.account)
      }
      if (made.event !== undefined) events.push(made.event)
      if (made.request !== undefined) events.push(made.request)
      return { outcome: made.outcome }
    } catch (error) {
      return { error }
    }
  })
  const accounts: BatchResult['accounts'][number][] = []
  for (const [accountId, account] of changed) {
    accounts.push({ accountId, value: account === undefined ? '' : encodeAccount(account) })
  }
  return { outcomes, head: headChanged ? { version: nextVersion(), head, faults } : undefined, accounts, events }
}
