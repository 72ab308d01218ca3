import { LRUCache } from 'lru-cache'
import type { NewState, OpenSandbox, SandboxRegistry } from '../store.js'
import { EventFeeds } from './event-feeds.js'
import { TOUCHED_EVERY_MS, touch } from './keep-alive.js'
import { sandboxNames } from './key-names.js'
import type { Link } from './link.js'
import { openSandbox } from './open-sandbox.js'
import type { PictureStore } from './picture-store.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { SharedSandbox } from './shared-sandbox.js'

/** The most sandboxes of which this process remembers that it has used them lately. */
const REMEMBERED = 1_000

export interface ValkeyRegistryOptions {
  readonly link: Link
  readonly pictures: PictureStore
  readonly prefix: string
  /** Of the seed file's bytes. */
  readonly seedHash: string
  readonly expiryMs: number
  readonly initialState: () => NewState
}

interface Known {
  readonly shared: SharedSandbox
  touchedAt: number
}

/** Every key's sandbox in the store. */
export class ValkeyRegistry implements SandboxRegistry {
  readonly #options: ValkeyRegistryOptions
  readonly #known = new LRUCache<string, Known>({ max: REMEMBERED })
  readonly #feeds = new EventFeeds()
  readonly #timer: NodeJS.Timeout

  constructor(options: ValkeyRegistryOptions) {
    this.#options = options
    options.link.onReconnected(() => this.#feeds.resubscribe())
    // An open stream is a call that is under way.
    this.#timer = setInterval(() => {
      for (const deps of this.#feeds.followed()) this.#touch(deps).catch(() => {})
    }, TOUCHED_EVERY_MS)
    this.#timer.unref()
  }

  get held(): number {
    return this.#known.size
  }

  open(key: string): OpenSandbox {
    const known = this.#known.get(key) ?? this.#add(key)
    const now = performance.now()
    if (now - known.touchedAt > TOUCHED_EVERY_MS) {
      known.touchedAt = now
      this.#touch(known.shared.deps).catch(() => {
        known.touchedAt = Number.NEGATIVE_INFINITY
      })
    }
    return openSandbox(known.shared, this.#feeds)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #add(key: string): Known {
    const { link, prefix, seedHash, expiryMs, initialState } = this.#options
    const names = sandboxNames(prefix, seedHash, key)
    const known = {
      shared: new SharedSandbox({ link, names, expiryMs, initialState }),
      touchedAt: Number.NEGATIVE_INFINITY,
    }
    this.#known.set(key, known)
    return known
  }

  #touch(deps: SandboxDeps): Promise<void> {
    return touch(deps, this.#options.pictures)
  }
}
