import { names, sampleFile } from '../pictures/sample-files.js'
import type { Recipe } from './hostile-pictures.js'

/** Numbers that look random and are the same for the same seed, from 0 up to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Each kind of file cut at every tenth of its length. */
export async function truncated(): Promise<Recipe[]> {
  const tenths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const files = await Promise.all(names.map(async (name) => [name, await sampleFile(name, 120)] as const))
  return files.flatMap(([name, bytes]) =>
    tenths.map((tenth): Recipe => [`${name} cut at ${tenth}/10`, () => bytes.subarray(0, (bytes.length * tenth) / 10)]),
  )
}

/** Each kind of file, so many times over, with some of its bytes changed; half of the changes are to its head. */
export async function flipped(times: number, seed: number): Promise<Recipe[]> {
  const random = randomNumbers(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const recipes: Recipe[] = []
  for (const name of names) {
    const bytes = await sampleFile(name, 64)
    for (let time = 0; time < times; time++) {
      const changes = Array.from({ length: 1 + below(8) }, () => {
        const offset = below(random() < 0.5 ? Math.min(200, bytes.length) : bytes.length)
        return [offset, below(256)] as const
      })
      recipes.push([`${name} with ${JSON.stringify(changes)}`, () => change(bytes, changes)])
    }
  }
  return recipes
}

function change(bytes: Buffer, changes: (readonly [offset: number, value: number])[]): Buffer {
  const changed = Buffer.from(bytes)
  for (const [offset, value] of changes) changed[offset] = value
  return changed
}
