import { createHash } from 'node:crypto'
import type { NewState, OpenSandbox, SandboxRegistry } from '../store.js'
import { MemorySandbox } from './memory-sandbox.js'

interface Held {
  readonly key: string
  readonly keyHash: string
  readonly store: MemorySandbox
  /** How many calls use it at the moment. */
  inUse: number
}

export interface MemoryRegistryOptions {
  /** What a sandbox starts from, made anew for each. */
  initialState: () => NewState
  /** The most sandboxes that are held. */
  limit: number
  /** Told of each that had to make room. */
  onDrop: (keyHash: string) => void
}

/**
 * Every key's sandbox in this process's memory, opened on first use. Past the limit the one idle longest is dropped; those
 * in use do not count as idle, so that while all are in use there may be more, and the first to fall idle make room again.
 */
export class MemoryRegistry implements SandboxRegistry {
  readonly #options: MemoryRegistryOptions
  /** In the order in which they were last used or opened: the one idle longest comes first. */
  readonly #held = new Map<string, Held>()
  /** The last of them. */
  #newest: Held | undefined

  constructor(options: MemoryRegistryOptions) {
    this.#options = options
  }

  open(key: string): OpenSandbox {
    const held = this.#held.get(key)
    if (held !== undefined) {
      held.inUse += 1
      return this.#use(held, false)
    }
    const keyHash = createHash('sha256').update(key).digest('hex').slice(0, 8)
    const fresh = { key, keyHash, store: new MemorySandbox(this.#options.initialState()), inUse: 1 }
    this.#held.set(key, fresh)
    this.#newest = fresh
    this.#makeRoom()
    return this.#use(fresh, true)
  }

  #use(held: Held, opened: boolean): OpenSandbox {
    return { keyHash: held.keyHash, store: held.store, opened, close: () => this.#close(held) }
  }

  #close(held: Held): void {
    held.inUse -= 1
    if (held.inUse > 0) return
    if (held !== this.#newest) {
      // A map keeps the order of insertion: taken out and put in again, it is the last.
      this.#held.delete(held.key)
      this.#held.set(held.key, held)
      this.#newest = held
    }
    this.#makeRoom()
  }

  #makeRoom(): void {
    for (const held of this.#held.values()) {
      if (this.#held.size <= this.#options.limit) return
      if (held.inUse > 0) continue
      this.#held.delete(held.key)
      this.#options.onDrop(held.keyHash)
    }
  }
}
