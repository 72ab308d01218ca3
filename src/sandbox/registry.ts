import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { Sandbox } from './sandbox.js'
import type { Seed } from './seed.js'

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
  readonly #busy = new Map<string, Held>()
  readonly #idle: LRUCache<string, Held>

  constructor(seed: Seed, limit: number, onDrop: (keyHash: string) => void) {
    this.#seed = seed
    this.#limit = limit
    this.#onDrop = onDrop
    this.#idle = new LRUCache({ max: limit })
  }

  /** Takes the key's sandbox into use, opening it where there is none. Every lease is released once. */
  acquire(key: string): { lease: Lease; opened: boolean } {
    const busy = this.#busy.get(key)
    if (busy !== undefined) {
      busy.uses += 1
      return { lease: busy, opened: false }
    }
    const idle = this.#idle.get(key)
    if (idle !== undefined) this.#idle.delete(key)
    const held = idle ?? this.#open(key)
    held.uses = 1
    this.#busy.set(key, held)
    this.#makeRoom()
    return { lease: held, opened: idle === undefined }
  }

  release(lease: Lease): void {
    const held = lease as Held
    held.uses -= 1
    if (held.uses > 0) return
    this.#busy.delete(held.key)
    this.#idle.set(held.key, held)
    this.#makeRoom()
  }

  #open(key: string): Held {
    const keyHash = createHash('sha256').update(key).digest('hex').slice(0, 8)
    return { key, keyHash, sandbox: new Sandbox(this.#seed), uses: 0 }
  }

  #makeRoom(): void {
    while (this.#busy.size + this.#idle.size > this.#limit && this.#idle.size > 0) {
      // Of idle ones alone the cache holds no more than its own limit, so the oldest is always there to be popped.
      const dropped = this.#idle.pop()!
      this.#onDrop(dropped.keyHash)
    }
  }
}
