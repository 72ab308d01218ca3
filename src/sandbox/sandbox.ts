import type { Account } from '../domain/account.js'
import { type ClockReading, SandboxClock } from '../domain/clock.js'
import { type Fault, Faults } from '../domain/fault.js'
import { type LoggedRequest, renderEntry } from '../domain/logged-request.js'
import { parseTimestamp } from '../domain/timestamp.js'
import { type AccountStore, type Change, indexAccounts, MemoryAccountStore } from '../store/memory/account-store.js'
import { SandboxEvents } from '../store/memory/events.js'
import { RequestLog } from '../store/memory/request-log.js'
import { type AccountView, fromAccountInput, toAccountView } from './account-view.js'
import type { Seed } from './seed.js'
import { ACCOUNT_LIMIT, type AccountInput, type ClockInput, type StateInput } from './state-schema.js'

/** The whole state of a sandbox: what `PUT /_sandbox` takes back. */
export interface SandboxState {
  clock: ClockReading
  accounts: AccountView[]
  faults: Fault[]
}

/** The world that belongs to one API key. */
export class Sandbox {
  readonly events = new SandboxEvents()
  readonly log = new RequestLog()
  readonly #seed: Seed
  #clock!: SandboxClock
  #accounts!: AccountStore
  #faults!: Faults

  constructor(seed: Seed) {
    this.#seed = seed
    this.#load({})
  }

  get clock(): SandboxClock {
    return this.#clock
  }

  get accounts(): Pick<AccountStore, 'get' | 'list'> {
    return this.#accounts
  }

  get faults(): Faults {
    return this.#faults
  }

  /** Replaces the state by a checked one, what it leaves out coming from the seed; empties log and hits. */
  reset(state: StateInput = {}): void {
    this.#load(state)
    this.log.clear()
    this.events.publish('reset', () => '{}')
  }

  async dump(): Promise<SandboxState> {
    const now = this.#clock.now()
    const accounts = await this.#accounts.list('', Number.POSITIVE_INFINITY)
    return {
      clock: this.#clock.read(),
      accounts: accounts.map((account) => toAccountView(account, now)),
      faults: this.#faults.list(),
    }
  }

  /** Why a state, though well-formed, is more than a sandbox holds. */
  findExcess({ accounts = [] }: StateInput): string | undefined {
    const own = accounts.filter(({ accountId }) => !this.#seed.accounts.byId.has(accountId)).length
    return own > ACCOUNT_LIMIT ? `accounts must hold at most ${ACCOUNT_LIMIT} accounts beside the seed’s` : undefined
  }

  setClock({ mode, now }: ClockInput): void {
    this.#clock.set({ mode, now: now === undefined ? undefined : parseTimestamp(now) })
    this.#tellClock()
  }

  advanceClock(seconds: number): void {
    this.#clock.advance(seconds)
    this.#tellClock()
  }

  /** One atomic step on one account; listeners are told of a change. */
  updateAccount<T>(accountId: string, change: (current: Account | undefined) => Change<T>): Promise<T> {
    return this.#accounts.update(accountId, change)
  }

  /** Creates or replaces an account; `full` where that would be one more than the sandbox holds. */
  async putAccount(input: AccountInput): Promise<'created' | 'replaced' | 'full'> {
    const next = fromAccountInput(input, this.#clock.now())
    const full = this.#accounts.ownCount >= ACCOUNT_LIMIT && !this.#seed.accounts.byId.has(input.accountId)
    return this.updateAccount(input.accountId, (current) => {
      if (current !== undefined) return { next, outcome: 'replaced' }
      return full ? { next: undefined, outcome: 'full' } : { next, outcome: 'created' }
    })
  }

  async removeAccount(accountId: string): Promise<boolean> {
    const removed = await this.#accounts.remove(accountId)
    if (removed) this.events.publish('account', () => JSON.stringify({ accountId, deleted: true }))
    return removed
  }

  /** Keeps a call of the vendor surface in the log and tells listeners. */
  record(entry: LoggedRequest): void {
    const sequence = this.events.publish('request', () => renderEntry(entry))
    this.log.add(entry, sequence)
  }

  #load({ clock = this.#seed.clock, accounts, faults }: StateInput): void {
    this.#clock = new SandboxClock()
    this.#clock.set({ ...clock, now: clock.now === undefined ? undefined : parseTimestamp(clock.now) })
    const known = this.#seed.accounts
    const shown = accounts === undefined ? known : indexAccounts(accounts)
    this.#accounts = new MemoryAccountStore(shown, known.byId, this.#clock.now(), (account) =>
      this.#tellAccount(account),
    )
    this.#faults = new Faults(faults ?? this.#seed.faults)
  }

  #tellClock(): void {
    this.events.publish('clock', () => JSON.stringify(this.#clock.read()))
  }

  #tellAccount(account: Account): void {
    this.events.publish('account', () => JSON.stringify(toAccountView(account, this.#clock.now())))
  }
}
