import type { Account } from '../domain/account.js'
import type { Fault } from '../domain/fault.js'
import type { Instant } from '../domain/timestamp.js'
import type { Change } from '../store/store.js'
import type { AccountView } from './account-view.js'

/** What a step on one account sees. */
export interface Current {
  /** Another one after the whole state was replaced. */
  readonly generation: string
  /** The sandbox's time. */
  readonly now: Instant
  readonly faults: readonly Fault[]
  readonly account: Account | undefined
}

/** What a step on one account writes. */
export type AccountChange<T> = Pick<Change<T>, 'outcome' | 'faults' | 'request'> & {
  readonly account?: Account | undefined
}

/** What became of a PUT; `full`: it would have been one account more than the sandbox holds. */
export type PutAccount = { created: boolean; account: AccountView } | 'full'
