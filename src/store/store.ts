import type { Account, AccountTemplate } from '../domain/account.js'
import type { ClockState } from '../domain/clock.js'
import type { Fault } from '../domain/fault.js'
import type { LoggedRequest } from '../domain/logged-request.js'
import type { RuleId } from '../domain/rules.js'
import type { Overlay, StoredAccount } from '../domain/seed-overlay.js'
import type { MediaStore } from './media-store.js'

/**
 * What keeps sandboxes. Stores are dumb: they hold what they are given and know no rule, no seed and no time; that is the
 * business of `domain` and `sandbox`. `test/store/contract.ts` is the suite that every implementation passes.
 */

/** The small part of a sandbox that every step reads. */
export interface SandboxHead extends Overlay {
  /** Another one whenever the whole state is replaced, so that work which began before can be told. */
  readonly generation: string
  /** Of the seed that it lies over. */
  readonly seedHash: string
  readonly clock: ClockState
  /** How many accounts there are that the seed does not have. */
  readonly ownAccounts: number
}

/** What one step sees: all of it as it stood at one moment. */
export interface Snapshot {
  readonly head: SandboxHead
  /** Oldest first. */
  readonly faults: readonly Fault[]
  /** What is stored of the account that the step is about. */
  readonly account: StoredAccount
}

/** What happened beside requests, for whoever follows a sandbox. */
export interface StateEvent {
  readonly event: 'account' | 'clock' | 'faults' | 'reset'
  /** The event's data as JSON text; run where somebody follows. */
  render(): string
}

/** What one step writes. What is left out stays as it is. */
export interface Change<T> {
  readonly outcome: T
  /** null: deleted; `forget`: nothing is stored of it any more. */
  readonly account?: Account | null | 'forget' | undefined
  /** Of the same generation. */
  readonly head?: SandboxHead | undefined
  readonly faults?: readonly Fault[] | undefined
  /** A call to be kept in the log; it counts as a hit of its rule. */
  readonly request?: LoggedRequest | undefined
  readonly event?: StateEvent | undefined
}

/** A whole state, in place of the one that was. */
export interface NewState extends Omit<SandboxHead, 'generation'> {
  readonly accounts: ReadonlyMap<string, AccountTemplate>
  readonly faults: readonly Fault[]
}

/** All that is stored of a sandbox's accounts behind an id, beside what every step sees. */
export interface StoredState {
  readonly head: SandboxHead
  readonly faults: readonly Fault[]
  readonly accounts: ReadonlyMap<string, Exclude<StoredAccount, undefined>>
}

/** One sandbox. Every method rejects with StoreUnavailableError where the store cannot be reached. */
export interface SandboxStore {
  read(accountId: string | null): Promise<Snapshot>
  /**
   * One atomic step: what `change` was shown is what stands when its result is written. It may be run again until that is
   * so, and must have no effect but its result. Clock, faults, one account and the log are one step, and not a step each,
   * so that a call costs a shared store one reading and one writing.
   */
  update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T>
  /** Replaces the whole state, gives it another generation and empties the log and the hits. */
  replace(state: NewState): Promise<void>
  /**
   * What is stored of the accounts whose id comes after that one: in id order at least as far as the first `limit` of them
   * that are not deleted.
   */
  list(after: string, limit: number): Promise<StoredState>
  readonly requests: RequestStore
  readonly events: EventStore
}

export interface RequestQuery {
  readonly limit: number
  matches(request: LoggedRequest): boolean
}

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule decided one. */
export interface RequestStore {
  /** The newest that match, oldest first, and how many calls the bounds have pushed out. */
  list(query: RequestQuery): Promise<{ requests: LoggedRequest[]; dropped: number }>
  hits(): Promise<ReadonlyMap<RuleId, number>>
  /** Empties the log and the hits. */
  clear(): Promise<void>
}

export interface SandboxEvent {
  /** Orders the events of a sandbox; of no meaning to any other. */
  readonly id: string
  readonly event: 'request' | StateEvent['event']
  /** JSON text on one line. */
  readonly data: string
}

export interface EventStore {
  /**
   * Tells of every event from now on; before them, where `after` is an event's id, of the requests that are still held
   * and came after it. Nothing is left out between the two, and nothing told twice. `onEnd` is told when the sandbox is no
   * more. Resolves to what ends it.
   */
  follow(after: string | null, listener: (event: SandboxEvent) => void, onEnd?: () => void): Promise<() => void>
}

/** A key's sandbox while one call uses it. */
export interface OpenSandbox {
  /** Tells the sandbox from every other: the key's whole SHA-256. */
  readonly id: string
  /** A short hash that stands for the key wherever one must be told from another. */
  readonly keyHash: string
  readonly store: SandboxStore
  /** Whether this call has opened the sandbox; known at the latest when its first step is done. */
  readonly opened: boolean
  /** The call is over; said twice it counts once. */
  close(): void
}

/** Every key's sandbox. */
export interface SandboxRegistry {
  /** Opens the sandbox where there is none. Throws TooManySandboxesError, and StateFullError for a seed that holds much. */
  open(key: string): OpenSandbox
  /** How many there are here; of a shared store, how many this process has used lately. */
  readonly held: number
}

/** Where a server keeps all that it must not forget. */
export interface Store {
  readonly registry: SandboxRegistry
  readonly media: MediaStore
  /** Whether it can be reached at the moment. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** Every sandbox that may be held has been called too lately to make room for another; the message is for the client. */
export class TooManySandboxesError extends Error {
  override name = 'TooManySandboxesError'

  constructor(limit: number) {
    super(
      `The server holds ${limit} sandboxes (SANDBOX_LIMIT), each called within the last minute: use one of their keys, or try again later`,
    )
  }
}

/** What the sandboxes hold together has reached its bound; the message is for the client. */
export class StateFullError extends Error {
  override name = 'StateFullError'

  constructor(maxBytes: number) {
    super(`The sandboxes of this server hold ${maxBytes} bytes together at most (STATE_MAX_BYTES)`)
  }
}

/** The store cannot be reached, or takes no more. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
}
