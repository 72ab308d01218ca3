import { ACTIONS } from './actions.js'

/** More keys than the server may hold sandboxes, so that some are always dropped and opened anew; a few are busy. */
const KEYS = 300
const BUSY_KEYS = 5
/** No more at once, should the server be slower than the rate. */
const MOST_AT_ONCE = 64

/** Calls of every kind at a bounded rate, while started; it keeps count of what came of them. */
export function startTraffic(server, { pictures, rate, random }) {
  const running = new Set()
  const counts = new Map()
  const failures = []
  let timer

  const begin = () => {
    if (running.size >= MOST_AT_ONCE) return
    const [name, action] = random.weighted(ACTIONS)
    const busy = random.below(2) === 0
    const key = `sk_test_soak_${random.below(busy ? BUSY_KEYS : KEYS)}`
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
    /** What was answered otherwise than it should be. */
    problems: () => failures.slice(0, 20),
  }
}
