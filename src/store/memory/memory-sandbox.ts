import { randomUUID } from 'node:crypto'
import type { Account, AccountTemplate } from '../../domain/account.js'
import type { Fault } from '../../domain/fault.js'
import { type LoggedRequest, renderRequest } from '../../domain/logged-request.js'
import { accountBytes, accountGrowth, faultsBytes } from '../../domain/state-size.js'
import type {
  Change,
  EventStore,
  NewState,
  RequestStore,
  SandboxHead,
  SandboxStore,
  Snapshot,
  StateEvent,
  StoredState,
} from '../store.js'
import { EventHub, type Listener } from './event-hub.js'
import { RequestLog } from './request-log.js'
import type { BudgetedLog, StateBudget } from './state-budget.js'

const renderEvent = (event: StateEvent) => event.render()

/** One sandbox in this process's memory. A step runs without a break, and so never again. */
export class MemorySandbox implements SandboxStore, BudgetedLog {
  readonly #budget: StateBudget
  readonly #log = new RequestLog()
  readonly #events = new EventHub()
  #head!: SandboxHead
  #faults!: readonly Fault[]
  #accounts!: Map<string, Account | AccountTemplate | null>
  /** Of the accounts and faults. */
  #stateBytes = 0
  #dropped = false

  readonly requests: RequestStore = {
    list: async (query) => ({ requests: this.#log.list(query), dropped: this.#log.dropped }),
    hits: async () => this.#log.hits,
    clear: async () => this.#changeLog(() => this.#log.clear()),
  }
  readonly events: EventStore = {
    follow: async (after, listener, onEnd) => this.#follow(after, listener, onEnd),
  }

  constructor(state: NewState, budget: StateBudget) {
    this.#budget = budget
    // One for which there is no room is none of those that share it.
    this.#load(state)
    budget.join(this)
  }

  get logBytes(): number {
    return this.#log.weight
  }

  trimLog(bytes: number): void {
    this.#changeLog(() => this.#log.trim(bytes))
  }

  /** It is held no more: whoever follows it hears so, and a call that still comes to its end changes nothing that counts. */
  drop(): void {
    this.#budget.leave(this, this.#stateBytes)
    this.#dropped = true
    this.#events.end()
  }

  async read(accountId: string | null): Promise<Snapshot> {
    return this.#snapshot(accountId)
  }

  async update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T> {
    const { outcome, account, head, faults, request, event } = change(this.#snapshot(accountId))
    this.#resize(accountId, account, faults)
    if (head !== undefined) this.#head = head
    if (faults !== undefined) this.#faults = faults
    if (account === 'forget') this.#accounts.delete(accountId!)
    else if (account !== undefined) this.#accounts.set(accountId!, account)
    if (event !== undefined) this.#events.publish(event.event, event, renderEvent)
    if (request !== undefined) this.#record(request)
    return outcome
  }

  async replace(state: NewState): Promise<void> {
    this.#load(state)
    this.#changeLog(() => this.#log.clear())
    this.#events.publish('reset', {}, JSON.stringify)
  }

  async list(after: string, _limit: number): Promise<StoredState> {
    const accounts = after === '' ? this.#accounts : new Map([...this.#accounts].filter(([id]) => id > after))
    return { head: this.#head, faults: this.#faults, accounts }
  }

  #snapshot(accountId: string | null): Snapshot {
    const account = accountId === null ? undefined : this.#accounts.get(accountId)
    return { head: this.#head, faults: this.#faults, account }
  }

  #load({ accounts, faults, ...head }: NewState): void {
    let bytes = faultsBytes(faults)
    for (const account of accounts.values()) bytes += accountBytes(account)
    this.#resizeTo(bytes)
    this.#head = { ...head, generation: randomUUID() }
    this.#accounts = new Map(accounts)
    this.#faults = faults
  }

  #record(request: LoggedRequest): void {
    const sequence = this.#events.publish('request', request, renderRequest)
    this.#changeLog(() => this.#log.add(request, sequence))
  }

  /** Counts what a step is about to write, and throws StateFullError where there is no room for it. */
  #resize(accountId: string | null, account: Change<unknown>['account'], faults: readonly Fault[] | undefined): void {
    if (account === undefined && faults === undefined) return
    let bytes = this.#stateBytes
    if (account !== undefined) {
      bytes += accountGrowth(this.#accounts.get(accountId!), account === 'forget' ? undefined : account)
    }
    if (faults !== undefined) bytes += faultsBytes(faults) - faultsBytes(this.#faults)
    this.#resizeTo(bytes)
  }

  #resizeTo(bytes: number): void {
    if (!this.#dropped) this.#budget.resizeState(this.#stateBytes, bytes)
    this.#stateBytes = bytes
  }

  #changeLog(change: () => void): void {
    const before = this.#log.weight
    change()
    if (!this.#dropped) this.#budget.resizeLog(this.#log.weight - before)
  }

  #follow(after: string | null, listener: Listener, onEnd: (() => void) | undefined): () => void {
    if (after !== null) {
      for (const { request, sequence } of this.#log.since(this.#events.sequenceOf(after))) {
        listener(this.#events.describe(sequence, 'request', renderRequest(request)))
      }
    }
    return this.#events.listen(listener, onEnd)
  }
}
