import type { Account } from '../../domain/account.js'
import type { Instant } from '../../domain/timestamp.js'
import { fromAccountInput } from '../../sandbox/account-view.js'
import type { AccountInput } from '../../sandbox/state-schema.js'

/** What an update makes of an account: the account as it shall stand, and what to tell the caller. */
export interface Change<T> {
  /** undefined: the account stays as it is. */
  next: Account | undefined
  outcome: T
}

/** A sandbox's accounts. Asynchronous, so that a shared store can take its place. */
export interface AccountStore {
  get(accountId: string): Promise<Account | undefined>
  /** One atomic step; `change` may be run again, so it must have no effect but its result. */
  update<T>(accountId: string, change: (current: Account | undefined) => Change<T>): Promise<T>
  remove(accountId: string): Promise<boolean>
  /** In id order, those after that id. */
  list(after: string, limit: number): Promise<Account[]>
  /** How many accounts there are that the seed does not have. */
  readonly ownCount: number
}

/** The seed's accounts: shared by every sandbox, never changed. */
export interface SeedAccounts {
  readonly byId: ReadonlyMap<string, AccountInput>
  /** In id order. */
  readonly ids: readonly string[]
}

/** No id stands twice in a list. */
const compareIds = (a: string, b: string) => (a < b ? -1 : 1)

/** The seed's accounts of that list, in id order. */
export function indexAccounts(inputs: readonly AccountInput[]): SeedAccounts {
  const byId = new Map(inputs.map((input) => [input.accountId, input]))
  return { byId, ids: [...byId.keys()].sort(compareIds) }
}

/**
 * Accounts laid over a seed and copied only when they are changed: a sandbox costs what it touches.
 * `onChange` is told of each account that an update has changed. `seed` is what shows through; `known` is the server's seed, whose ids do not count as the sandbox's own.
 */
export class MemoryAccountStore implements AccountStore {
  readonly #seed: SeedAccounts
  readonly #known: ReadonlyMap<string, unknown>
  readonly #loadedAt: Instant
  readonly #onChange: (account: Account) => void
  /** null: deleted. */
  readonly #touched = new Map<string, Account | null>()
  #ownCount = 0

  constructor(
    seed: SeedAccounts,
    known: ReadonlyMap<string, unknown>,
    loadedAt: Instant,
    onChange: (account: Account) => void,
  ) {
    this.#seed = seed
    this.#known = known
    this.#loadedAt = loadedAt
    this.#onChange = onChange
    for (const id of seed.ids) if (!known.has(id)) this.#ownCount += 1
  }

  get ownCount(): number {
    return this.#ownCount
  }

  async get(accountId: string): Promise<Account | undefined> {
    return this.#find(accountId)
  }

  async update<T>(accountId: string, change: (current: Account | undefined) => Change<T>): Promise<T> {
    const current = this.#find(accountId)
    const { next, outcome } = change(current)
    if (next !== undefined && next !== current) {
      if (current === undefined && !this.#known.has(accountId)) this.#ownCount += 1
      this.#touched.set(accountId, next)
      this.#onChange(next)
    }
    return outcome
  }

  async remove(accountId: string): Promise<boolean> {
    if (this.#find(accountId) === undefined) return false
    if (!this.#known.has(accountId)) this.#ownCount -= 1
    if (this.#seed.byId.has(accountId)) this.#touched.set(accountId, null)
    else this.#touched.delete(accountId)
    return true
  }

  async list(after: string, limit: number): Promise<Account[]> {
    const own = [...this.#touched.keys()].filter((id) => !this.#seed.byId.has(id))
    const ids = own.length === 0 ? this.#seed.ids : [...this.#seed.ids, ...own].sort(compareIds)
    const found: Account[] = []
    for (const id of ids) {
      if (found.length === limit) break
      const account = id > after ? this.#find(id) : undefined
      if (account !== undefined) found.push(account)
    }
    return found
  }

  #find(accountId: string): Account | undefined {
    const touched = this.#touched.get(accountId)
    if (touched !== undefined) return touched ?? undefined
    const input = this.#seed.byId.get(accountId)
    return input && fromAccountInput(input, this.#loadedAt)
  }
}
