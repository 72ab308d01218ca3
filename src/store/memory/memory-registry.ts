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
  /** In the order in which they were last used or opened: the one whose last call is longest ago comes first. */
  readonly #held = new Map<string, Held>()
  /** The last of them. */
  #newest: Held | undefined

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
    this.#newest = fresh
    return this.#use(fresh, true)
  }

  #use(held: Held, opened: boolean): OpenSandbox {
    const { id, keyHash, store } = held
    held.inUse += 1
    let open = true
    const close = () => {
      if (open) this.#close(held)
      open = false
    }
    return { id, keyHash, store, opened, close }
  }

  #close(held: Held): void {
    held.inUse -= 1
    if (held.inUse > 0) return
    held.lastCall = performance.now()
    if (held === this.#newest) return
    // A map keeps the order of insertion: taken out and put in again, it is the last.
    this.#held.delete(held.key)
    this.#held.set(held.key, held)
    this.#newest = held
  }

  #makeRoom(): void {
    const { limit, onDrop } = this.#options
    if (this.#held.size < limit) return
    const callsBefore = performance.now() - FRESH_MS
    for (const held of this.#held.values()) {
      if (held.inUse > 0) continue
      if (held.lastCall > callsBefore) break
      this.#held.delete(held.key)
      held.store.drop()
      onDrop(held.keyHash)
      return
    }
    throw new TooManySandboxesError(limit)
  }
}
