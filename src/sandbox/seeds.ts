import type { Seed } from './seed.js'

/** The seed that sandboxes start from, and those before it, over which some that were opened earlier still lie. */
export class Seeds {
  /** The present one first. */
  #seeds: readonly Seed[] = []
  #hashes: readonly string[] = []

  constructor(seed: Seed) {
    this.use(seed)
  }

  get current(): Seed {
    return this.#seeds[0]!
  }

  /** Of all seeds, the present one first. */
  get hashes(): readonly string[] {
    return this.#hashes
  }

  /** What starts from now on starts from this one. */
  use(seed: Seed): void {
    this.#seeds = [seed, ...this.#seeds.filter(({ hash }) => hash !== seed.hash)]
    this.#hashes = this.#seeds.map(({ hash }) => hash)
  }

  /** The seed of that hash. Only a store that other servers use too can name one that was never read here. */
  of(hash: string): Seed {
    return this.#seeds.find((seed) => seed.hash === hash) ?? this.current
  }

  /** A seed's own picture: the present seed's, else that of the latest before it. */
  async readPicture(file: string): Promise<Uint8Array | undefined> {
    for (const { pictures } of this.#seeds) {
      const bytes = await pictures.read(file)
      if (bytes !== undefined) return bytes
    }
    return undefined
  }
}
