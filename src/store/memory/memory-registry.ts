import { createHash } from 'node:crypto'
import { Sandbox } from '../../sandbox/sandbox.js'
import type { Seed } from '../../sandbox/seed.js'

/** A sandbox in use: it is not dropped before it is released. */
export interface Lease {
  readonly sandbox: Sandbox
  /** A short hash that stands for the key wherever one must be told from another. */
  readonly keyHash: string
}

interface Held extends Lease {
  readonly key: string
  uses: number
}

/**
 * Every key's sandbox, opened on first use. Past the limit the one idle longest is dropped; those in use do not count
 * as idle, so that while all are in use there may be more, and the first to fall idle make room again.
 */
export class SandboxRegistry {
  readonly #seed: Seed
  readonly #limit: number
  readonly #onDrop: (keyHash: string) => void
  /** In the order in which they were last released or opened: the one idle longest comes first. */
  readonly #held = new Map<string, Held>()
  /** The last of them. */
  #newest: Held | undefined

  constructor(seed: Seed, limit: number, onDrop: (keyHash: string) => void) {
    this.#seed = seed
    this.#limit = limit
    this.#onDrop = onDrop
  }

  /** Takes the key's sandbox into use, opening it where there is none. Every lease is released once. */
  acquire(key: string): { lease: Lease; opened: boolean } {
    const held = this.#held.get(key)
    if (held !== undefined) {
      held.uses += 1
      return { lease: held, opened: false }
    }
    const lease = this.#open(key)
    this.#held.set(key, lease)
    this.#newest = lease
    this.#makeRoom()
    return { lease, opened: true }
  }

  release(lease: Lease): void {
    const held = lease as Held
    held.uses -= 1
    if (held.uses > 0) return
    if (held !== this.#newest) {
      // A map keeps the order of insertion: taken out and put in again, it is the last.
      this.#held.delete(held.key)
      this.#held.set(held.key, held)
      this.#newest = held
    }
    this.#makeRoom()
  }

  #open(key: string): Held {
    const keyHash = createHash('sha256').update(key).digest('hex').slice(0, 8)
    return { key, keyHash, sandbox: new Sandbox(this.#seed), uses: 1 }
  }

  #makeRoom(): void {
    for (const held of this.#held.values()) {
      if (this.#held.size <= this.#limit) return
      if (held.uses > 0) continue
      this.#held.delete(held.key)
      this.#onDrop(held.keyHash)
    }
  }
}
