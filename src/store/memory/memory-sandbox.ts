import { randomUUID } from 'node:crypto'
import type { Account, AccountTemplate } from '../../domain/account.js'
import type { Fault } from '../../domain/fault.js'
import { type LoggedRequest, renderRequest } from '../../domain/logged-request.js'
import type {
  Change,
  EventStore,
  NewState,
  RequestStore,
  SandboxEvent,
  SandboxHead,
  SandboxStore,
  Snapshot,
  StoredState,
} from '../store.js'
import { EventHub } from './event-hub.js'
import { RequestLog } from './request-log.js'

/** One sandbox in this process's memory. A step runs without a break, and so never again. */
export class MemorySandbox implements SandboxStore {
  readonly #log = new RequestLog()
  readonly #events = new EventHub()
  #head!: SandboxHead
  #faults!: readonly Fault[]
  #accounts!: Map<string, Account | AccountTemplate | null>

  readonly requests: RequestStore = {
    list: async (query) => ({ requests: this.#log.list(query), dropped: this.#log.dropped }),
    hits: async () => this.#log.hits,
    clear: async () => this.#log.clear(),
  }
  readonly events: EventStore = {
    follow: async (after, listener) => this.#follow(after, listener),
  }

  constructor(state: NewState) {
    this.#load(state)
  }

  async read(accountId: string | null): Promise<Snapshot> {
    return this.#snapshot(accountId)
  }

  async update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T> {
    const { outcome, account, head, faults, request, event } = change(this.#snapshot(accountId))
    if (head !== undefined) this.#head = head
    if (faults !== undefined) this.#faults = faults
    if (account === 'forget') this.#accounts.delete(accountId!)
    else if (account !== undefined) this.#accounts.set(accountId!, account)
    if (event !== undefined) this.#events.publish(event.event, event.render)
    if (request !== undefined) this.#record(request)
    return outcome
  }

  async replace(state: NewState): Promise<void> {
    this.#load(state)
    this.#log.clear()
    this.#events.publish('reset', () => '{}')
  }

  async list(after: string, _limit: number): Promise<StoredState> {
    const accounts = after === '' ? this.#accounts : new Map([...this.#accounts].filter(([id]) => id > after))
    return { head: this.#head, faults: this.#faults, accounts }
  }

  #snapshot(accountId: string | null): Snapshot {
    const account = accountId === null ? undefined : this.#accounts.get(accountId)
    return { head: this.#head, faults: this.#faults, account }
  }

  #load({ clock, loadedAt, overSeed, ownAccounts, accounts, faults }: NewState): void {
    this.#head = { generation: randomUUID(), clock, loadedAt, overSeed, ownAccounts }
    this.#accounts = new Map(accounts)
    this.#faults = faults
  }

  #record(request: LoggedRequest): void {
    const sequence = this.#events.publish('request', () => renderRequest(request))
    this.#log.add(request, sequence)
  }

  #follow(after: string | null, listener: (event: SandboxEvent) => void): () => void {
    if (after !== null) {
      for (const { request, sequence } of this.#log.since(this.#events.sequenceOf(after))) {
        listener(this.#events.describe(sequence, 'request', renderRequest(request)))
      }
    }
    return this.#events.listen(listener)
  }
}
