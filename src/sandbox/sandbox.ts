import type { Account } from '../domain/account.js'
import { type ClockChange, type ClockReading, readClock, setClock, timeBy } from '../domain/clock.js'
import type { Fault } from '../domain/fault.js'
import { ACCOUNT_LIMIT, FAULT_LIMIT } from '../domain/limits.js'
import type { LoggedRequest } from '../domain/logged-request.js'
import { findAccount, listAccounts, type SeedAccounts } from '../domain/seed-overlay.js'
import type { Instant } from '../domain/timestamp.js'
import type { OpenSandbox, SandboxHead, Snapshot } from '../store/store.js'
import type { AccountChange, Current, PutAccount } from './account-change.js'
import { fromAccountInput } from './account-input.js'
import { type AccountView, toAccountView } from './account-view.js'
import { fromFaultInput } from './fault-input.js'
import type { FaultInput } from './fault-schema.js'
import { machineTime } from './machine-time.js'
import { newState, ownAccounts } from './new-state.js'
import type { SandboxState } from './sandbox-state.js'
import type { Seeds } from './seeds.js'
import { AccountEvent, accountDeletedEvent, clockEvent, faultsEvent, withFaults } from './state-events.js'
import type { AccountInput, StateInput } from './state-schema.js'

/** One key's sandbox, as one call uses it: its seed, and over it what the store keeps. */
export class Sandbox {
  readonly #seeds: Seeds
  readonly #open: OpenSandbox

  constructor(seeds: Seeds, open: OpenSandbox) {
    this.#seeds = seeds
    this.#open = open
  }

  /** Tells the sandbox from every other. */
  get id(): string {
    return this.#open.id
  }

  get keyHash(): string {
    return this.#open.keyHash
  }

  /** Whether this call has opened the sandbox; known once it has been answered. */
  get opened(): boolean {
    return this.#open.opened
  }

  get requests() {
    return this.#open.store.requests
  }

  get events() {
    return this.#open.store.events
  }

  /** The call that uses the sandbox is over. */
  close(): void {
    this.#open.close()
  }

  /** One atomic step on an account; `change` may be run again. Followers are told of a changed account. */
  update<T>(accountId: string, change: (current: Current) => AccountChange<T>): Promise<T> {
    return this.#open.store.update(accountId, (snapshot) => {
      const now = timeNow(snapshot.head)
      const { generation } = snapshot.head
      const { account, outcome, faults, request } = change({
        generation,
        now,
        faults: snapshot.faults,
        account: this.#accountIn(snapshot, accountId),
      })
      const event = account ? new AccountEvent(account, now) : faults && faultsEvent(faults)
      return { outcome, account, faults, request, event }
    })
  }

  /** Keeps a call in the log; `describe` is given the sandbox's time. */
  record(describe: (now: Instant) => LoggedRequest): Promise<void> {
    return this.#open.store.update(null, ({ head }) => ({ outcome: undefined, request: describe(timeNow(head)) }))
  }

  async account(accountId: string): Promise<AccountView | undefined> {
    const snapshot = await this.#open.store.read(accountId)
    const account = this.#accountIn(snapshot, accountId)
    return account && toAccountView(account, timeNow(snapshot.head))
  }

  /** In id order, the first `limit` accounts after that id. */
  async accounts(after: string, limit: number): Promise<AccountView[]> {
    const { head, accounts } = await this.#open.store.list(after, limit)
    const now = timeNow(head)
    return listAccounts(this.#seedAccounts(head), head, accounts, after, limit).map((one) => toAccountView(one, now))
  }

  /** Creates or replaces an account. */
  putAccount(input: AccountInput): Promise<PutAccount> {
    const { accountId } = input
    return this.#open.store.update<PutAccount>(accountId, (snapshot) => {
      const { head } = snapshot
      const known = this.#accountIn(snapshot, accountId) !== undefined
      const own = !known && !this.#seedAccounts(head).byId.has(accountId)
      if (own && head.ownAccounts >= ACCOUNT_LIMIT) return { outcome: 'full' }
      const now = timeNow(head)
      const account = fromAccountInput(input, now)
      const outcome = { created: !known, account: toAccountView(account, now) }
      const counted = own ? { ...head, ownAccounts: head.ownAccounts + 1 } : undefined
      return { outcome, account, head: counted, event: new AccountEvent(account, now) }
    })
  }

  /** Whether there was one. */
  removeAccount(accountId: string): Promise<boolean> {
    return this.#open.store.update(accountId, (snapshot) => {
      if (this.#accountIn(snapshot, accountId) === undefined) return { outcome: false }
      const { head } = snapshot
      const event = accountDeletedEvent(accountId)
      return this.#seedAccounts(head).byId.has(accountId)
        ? { outcome: true, account: head.overSeed ? null : 'forget', event }
        : { outcome: true, account: 'forget', head: { ...head, ownAccounts: head.ownAccounts - 1 }, event }
    })
  }

  async clock(): Promise<ClockReading> {
    const { head } = await this.#open.store.read(null)
    return readClock(head.clock, machineTime())
  }

  /** Sets the clock to what `change` makes of its present time. What `change` throws leaves it as it is. */
  async changeClock(change: (now: Instant) => ClockChange): Promise<ClockReading> {
    const machineMs = machineTime()
    const changed = await this.#open.store.update(null, ({ head }) => {
      const clock = setClock(head.clock, change(timeBy(head.clock, machineMs)), machineMs)
      // Set back before the moment of loading, it takes with it the accounts that nothing has changed since.
      const loadedAt = Math.min(head.loadedAt, timeBy(clock, machineMs))
      const event = clockEvent(() => readClock(clock, machineMs))
      return { outcome: clock, head: { ...head, clock, loadedAt }, event }
    })
    return readClock(changed, machineMs)
  }

  async faults(): Promise<Fault[]> {
    return [...(await this.#open.store.read(null)).faults]
  }

  /** Arms a fault; undefined where that would be one more than the sandbox holds. */
  addFault(input: FaultInput): Promise<Fault | undefined> {
    const fault = fromFaultInput(input)
    return this.#open.store.update(null, ({ faults }) =>
      faults.length >= FAULT_LIMIT ? { outcome: undefined } : { outcome: fault, ...withFaults([...faults, fault]) },
    )
  }

  /** Disarms the faults that match; whether there were any. */
  removeFaults(matches: (fault: Fault) => boolean): Promise<boolean> {
    return this.#open.store.update(null, ({ faults }) => {
      const left = faults.filter((fault) => !matches(fault))
      return left.length === faults.length ? { outcome: false } : { outcome: true, ...withFaults(left) }
    })
  }

  async state(): Promise<SandboxState> {
    const { head, faults, accounts } = await this.#open.store.list('', Number.POSITIVE_INFINITY)
    const machineMs = machineTime()
    const now = timeBy(head.clock, machineMs)
    const seed = this.#seedAccounts(head)
    // As they stand together with the clock, whatever is changed before they are asked for.
    const held = new Map(accounts)
    return {
      clock: readClock(head.clock, machineMs),
      size: held.size + (head.overSeed ? seed.ids.length : 0),
      accounts: () => listAccounts(seed, head, held, '', Number.POSITIVE_INFINITY),
      view: (account) => toAccountView(account, now),
      faults: [...faults],
    }
  }

  /** Replaces the whole state by a checked one, what it leaves out coming from the seed; empties log and hits. */
  reset(state: StateInput = {}): Promise<void> {
    return this.#open.store.replace(newState(this.#seeds.current, state))
  }

  /** Why a state, though well-formed, is more than a sandbox holds. */
  findExcess({ accounts = [] }: StateInput): string | undefined {
    return ownAccounts(this.#seeds.current, accounts) > ACCOUNT_LIMIT
      ? `accounts must hold at most ${ACCOUNT_LIMIT} accounts beside the seed’s`
      : undefined
  }

  #accountIn({ head, account }: Snapshot, accountId: string): Account | undefined {
    // Stored as it is, it needs no seed.
    return account?.resolved ? account : findAccount(this.#seedAccounts(head), head, accountId, account)
  }

  #seedAccounts({ seedHash }: SandboxHead): SeedAccounts {
    return this.#seeds.of(seedHash).accounts
  }
}

function timeNow({ clock }: SandboxHead): Instant {
  return timeBy(clock, machineTime())
}
