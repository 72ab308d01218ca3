import { LRUCache } from 'lru-cache'
import type { NewState, OpenSandbox, SandboxRegistry } from '../store.js'
import { EventFeeds } from './event-feeds.js'
import { TOUCHED_EVERY_MS, touch } from './keep-alive.js'
import { type SandboxNames, sandboxNames } from './key-names.js'
import type { Link } from './link.js'
import type { PictureStore } from './picture-store.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { SharedSandbox } from './shared-sandbox.js'
import { StoredSandbox } from './stored-sandbox.js'

/** The most sandboxes of which this process remembers that it has used them lately. */
const REMEMBERED = 1_000

export interface ValkeyRegistryOptions {
  readonly link: Link
  readonly pictures: PictureStore
  readonly prefix: string
  /** Of the seed files' bytes, the present one first. */
  readonly seedHashes: () => readonly string[]
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
    const [current, ...earlier] = this.#options.seedHashes().map((seedHash) => this.#use(key, seedHash))
    return new StoredSandbox(current!, earlier, this.#feeds)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** The sandbox of that key over that seed. */
  #use(key: string, seedHash: string): SharedSandbox {
    const id = `${seedHash}:${key}`
    const known = this.#known.get(id) ?? this.#add(id, sandboxNames(this.#options.prefix, seedHash, key))
    const now = performance.now()
    if (now - known.touchedAt > TOUCHED_EVERY_MS) {
      known.touchedAt = now
      this.#touch(known.shared.deps).catch(() => {
        known.touchedAt = Number.NEGATIVE_INFINITY
      })
    }
    return known.shared
  }

  #add(id: string, names: SandboxNames): Known {
    const { link, expiryMs, initialState } = this.#options
    const known = {
      shared: new SharedSandbox({ link, names, expiryMs, initialState }),
      touchedAt: Number.NEGATIVE_INFINITY,
    }
    this.#known.set(id, known)
    return known
  }

  #touch(deps: SandboxDeps): Promise<void> {
    return touch(deps, this.#options.pictures)
  }
}
