import type { Account } from '../domain/account.js'
import type { ClockReading } from '../domain/clock.js'
import type { Fault } from '../domain/fault.js'
import type { Instant } from '../domain/timestamp.js'
import type { StateEvent } from '../store/store.js'
import { toAccountView } from './account-view.js'

// What followers of a sandbox are told of its changes. An event is rendered only where somebody follows.

/** The account as it is at that time of the sandbox. */
export class AccountEvent implements StateEvent {
  readonly event = 'account'
  readonly #account: Account
  readonly #now: Instant

  constructor(account: Account, now: Instant) {
    this.#account = account
    this.#now = now
  }

  render(): string {
    return JSON.stringify(toAccountView(this.#account, this.#now))
  }
}

export function accountDeletedEvent(accountId: string): StateEvent {
  return { event: 'account', render: () => JSON.stringify({ accountId, deleted: true }) }
}

export function clockEvent(reading: () => ClockReading): StateEvent {
  return { event: 'clock', render: () => JSON.stringify(reading()) }
}

/** All that are armed now. */
export function faultsEvent(faults: readonly Fault[]): StateEvent {
  return { event: 'faults', render: () => JSON.stringify({ faults }) }
}

/** Faults to write, and that followers are told of them. */
export function withFaults(faults: readonly Fault[]) {
  return { faults, event: faultsEvent(faults) }
}
