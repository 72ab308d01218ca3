import { createHash } from 'node:crypto'
import { type NewState, type OpenSandbox, type SandboxRegistry, TooManySandboxesError } from '../store.js'
import { MemorySandbox } from './memory-sandbox.js'
import { StateBudget } from './state-budget.js'

interface Held {
  readonly key: string
  readonly id: string
  readonly keyHash: string
  readonly store: MemorySandbox
  /** How many calls are under way. */
  inUse: number
  /** When the last one ended, in milliseconds of `performance.now()`. */
  lastCall: number
}

export interface MemoryRegistryOptions {
  /** What a sandbox starts from, made anew for each. */
  initialState: () => NewState
  /** The most sandboxes that are held. */
  limit: number
  /** The most bytes that they hold together. */
  maxBytes: number
  /** Told of each that had to make room. */
  onDrop: (keyHash: string) => void
}

/** Nobody's new keys push out a sandbox that has been called so lately. */
const FRESH_MS = 60_000

/**
 * Every key's sandbox in this process's memory, opened on first use. Past the limit the one whose last call is longest ago
 * is dropped, but none with a call under way or one within the last minute: while all are that fresh a new key is refused.
 */
export class MemoryRegistry implements SandboxRegistry {
  readonly #options: MemoryRegistryOptions
  readonly #budget: StateBudget
  readonly #held = new Map<string, Held>()

  constructor(options: MemoryRegistryOptions) {
    this.#options = options
    this.#budget = new StateBudget(options.maxBytes, options.limit)
  }

  get held(): number {
    return this.#held.size
  }

  open(key: string): OpenSandbox {
    const held = this.#held.get(key)
    if (held !== undefined) return this.#use(held, false)
    this.#makeRoom()
    const id = createHash('sha256').update(key).digest('hex')
    const store = new MemorySandbox(this.#options.initialState(), this.#budget)
    const fresh = { key, id, keyHash: id.slice(0, 8), store, inUse: 0, lastCall: 0 }
    this.#held.set(key, fresh)
    return this.#use(fresh, true)
  }

  #use(held: Held, opened: boolean): OpenSandbox {
    held.inUse += 1
    return new UsedSandbox(held, opened)
  }

  #makeRoom(): void {
    const { limit, onDrop } = this.#options
    if (this.#held.size < limit) return
    let oldest: Held | undefined
    // Looked for only when a sandbox is opened past the limit; an order that every call keeps up would cost every call.
    for (const held of this.#held.values()) {
      if (held.inUse === 0 && held.lastCall < (oldest?.lastCall ?? Number.POSITIVE_INFINITY)) oldest = held
    }
    if (oldest === undefined || oldest.lastCall > performance.now() - FRESH_MS) throw new TooManySandboxesError(limit)
    this.#held.delete(oldest.key)
    oldest.store.drop()
    onDrop(oldest.keyHash)
  }
}

/** A held sandbox as one call uses it. A class, for every call makes one. */
class UsedSandbox implements OpenSandbox {
  readonly id: string
  readonly keyHash: string
  readonly store: MemorySandbox
  readonly opened: boolean
  #held: Held | undefined

  constructor(held: Held, opened: boolean) {
    this.id = held.id
    this.keyHash = held.keyHash
    this.store = held.store
    this.opened = opened
    this.#held = held
  }

  close(): void {
    if (this.#held === undefined) return
    this.#held.inUse -= 1
    this.#held.lastCall = performance.now()
    this.#held = undefined
  }
}
