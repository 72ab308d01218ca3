import pLimit from 'p-limit'

/** Runs work when it has its turn. */
export type InTurn = <T>(work: () => T) => Promise<T>

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Runs long work one piece at a time, with room between two for everything else: Node accepts one new connection in each
 * turn of the event loop, so that for each millisecond which a piece has taken there is a turn without one.
 */
export function turns(): InTurn {
  const one = pLimit(1)
  let took = 0
  return (work) =>
    one(async () => {
      await nextTurn()
      for (let more = took; more > 1; more--) await nextTurn()
      const started = performance.now()
      const result = work()
      // What follows from the result at once belongs to it.
      setImmediate(() => {
        took = performance.now() - started
      })
      return result
    })
}
