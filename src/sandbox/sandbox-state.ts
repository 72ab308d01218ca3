import type { Account } from '../domain/account.js'
import type { ClockReading } from '../domain/clock.js'
import type { Fault } from '../domain/fault.js'
import type { AccountView } from './account-view.js'

/** The whole state of a sandbox: what `PUT /_sandbox` takes back. */
export interface SandboxState {
  clock: ClockReading
  /** How many accounts there are at most. With many, this and the next take so long that they are left to the caller. */
  size: number
  accounts: () => Account[]
  /** An account as it is shown at the time of the clock. */
  view: (account: Account) => AccountView
  faults: Fault[]
}
