/** Numbers from 0 to 1 that the seed determines (mulberry32), and choices made with them. */
export function seededRandom(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit) => Math.floor(next() * limit)
  return {
    below,
    of: (choices) => choices[below(choices.length)],
    /** One of `[weight, value]` pairs, the heavier the oftener. */
    weighted(pairs) {
      let left = next() * pairs.reduce((sum, [weight]) => sum + weight, 0)
      return pairs.find(([weight]) => {
        left -= weight
        return left < 0
      })[1]
    },
  }
}
