import { ACTIONS } from './actions.js'

/**
 * Keys in use at once. Every second and a half one of them is left for good and a new one comes: a sandbox that nobody
 * has called for a minute is dropped for it, once the server holds as many as it may. The busy ones stay.
 */
const KEYS = 40
const NEW_KEY_SECONDS = 1.5
const BUSY_KEYS = 5
/** No more at once, should the server be slower than the rate. */
const MOST_AT_ONCE = 64

/** Calls of every kind at a bounded rate, while started; it keeps count of what came of them. */
export function startTraffic(server, { pictures, rate, random }) {
  const running = new Set()
  const counts = new Map()
  const failures = []
  let begun = 0
  let timer

  const begin = () => {
    if (running.size >= MOST_AT_ONCE) return
    const [name, action] = random.weighted(ACTIONS)
    const busy = random.below(2) === 0
    const oldest = Math.floor(begun / (rate * NEW_KEY_SECONDS))
    const key = busy ? `sk_test_busy_${random.below(BUSY_KEYS)}` : `sk_test_soak_${oldest + random.below(KEYS)}`
    begun += 1
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const work = action({ server, pictures, key, random })
      .catch((error) => failures.push(`${name}: ${error.message}`))
      .finally(() => running.delete(work))
    running.add(work)
  }
  return {
    start() {
      timer = setInterval(begin, 1000 / rate)
    },
    stop: () => clearInterval(timer),
    /** Resolves when nothing is under way. */
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
    calls: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    describe: () => [...counts].map(([name, count]) => `${name} ${count}`).join(', '),
    /** How many keys have been used. */
    keys: () => BUSY_KEYS + KEYS + Math.floor(begun / (rate * NEW_KEY_SECONDS)),
    /** What was answered otherwise than it should be. */
    problems: () => failures.slice(0, 20),
  }
}
