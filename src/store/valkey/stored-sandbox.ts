import type {
  Change,
  EventStore,
  NewState,
  OpenSandbox,
  RequestStore,
  SandboxStore,
  Snapshot,
  StoredState,
} from '../store.js'
import type { EventFeeds } from './event-feeds.js'
import { requestStream } from './request-stream.js'
import type { SharedSandbox } from './shared-sandbox.js'
import { readAccountsAfter, readAllAccounts } from './stored-accounts.js'

/**
 * One call's sandbox. Round trips to the store, on a connection that is kept: 1 for what reads (2 for a page of accounts),
 * 2 for a step that writes (1 where it writes nothing), 1 for replacing the state or emptying the log; 1 or 2 more for the
 * call that opens the sandbox, and 1 for each time that another server got ahead. Once there are `earlier` seeds, 1 more
 * for each of them that is looked at.
 */
export class StoredSandbox implements OpenSandbox, SandboxStore {
  readonly #current: SharedSandbox
  readonly #earlier: readonly SharedSandbox[]
  readonly #feeds: EventFeeds
  #opened = false
  #located: SharedSandbox | undefined

  constructor(current: SharedSandbox, earlier: readonly SharedSandbox[], feeds: EventFeeds) {
    this.#current = current
    this.#earlier = earlier
    this.#feeds = feeds
    if (earlier.length === 0) this.#located = current
  }

  get id(): string {
    return this.#current.deps.names.state
  }

  get keyHash(): string {
    return this.#current.deps.names.keyHash
  }

  get store(): SandboxStore {
    return this
  }

  get opened(): boolean {
    return this.#opened
  }

  close(): void {}

  async read(accountId: string | null): Promise<Snapshot> {
    const ids = accountId === null ? [] : [accountId]
    const shared = await this.#locate()
    const { head, faults, accounts } = await this.#found(() => shared.read(ids))
    return { head, faults, account: accountId === null ? undefined : accounts.get(accountId)!.account }
  }

  async update<T>(accountId: string | null, change: (current: Snapshot) => Change<T>): Promise<T> {
    const shared = this.#located ?? (await this.#locate())
    return new Promise<unknown>((resolve, reject) => {
      shared.add({ accountId, change, onOpened: this.#onOpened, resolve, reject })
    }) as Promise<T>
  }

  async list(after: string, limit: number): Promise<StoredState> {
    const all = after === '' && limit === Number.POSITIVE_INFINITY
    const { deps } = await this.#locate()
    return this.#found(() => (all ? readAllAccounts(deps) : readAccountsAfter(deps, after, limit)))
  }

  async replace(state: NewState): Promise<void> {
    const before = await this.#locate()
    const made = await this.#current.replace(state)
    this.#located = this.#current
    if (before === this.#current) this.#opened ||= made
    else await before.remove()
  }

  get requests(): RequestStore {
    const log = async () => requestStream((await this.#locate()).deps, () => this.#open())
    return {
      list: async (query) => (await log()).list(query),
      hits: async () => (await log()).hits(),
      clear: async () => (await log()).clear(),
    }
  }

  get events(): EventStore {
    return {
      follow: async (after, listener, onEnd = () => {}) =>
        this.#feeds.follow((await this.#locate()).deps, () => this.#open(), after, listener, onEnd),
    }
  }

  readonly #onOpened = () => {
    this.#opened = true
  }

  /** Where the sandbox is: over the present seed, or over an earlier one if it was opened then and never reset. */
  async #locate(): Promise<SharedSandbox> {
    this.#located ??= await firstOf([this.#current, ...this.#earlier])
    return this.#located
  }

  async #open(): Promise<void> {
    const made = await (await this.#locate()).open()
    this.#opened ||= made.opened
  }

  /** What `read` finds, once there is a sandbox. */
  async #found<T>(read: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const result = await read()
      if (result !== undefined) return result
      await this.#open()
    }
  }
}

/** The first of these places where there is a sandbox; the first of all where there is none. */
async function firstOf(places: readonly SharedSandbox[]): Promise<SharedSandbox> {
  for (const place of places) if (await place.exists()) return place
  return places[0]!
}
