import { availableParallelism } from 'node:os'
import { Limiter } from '../limiter.js'
import { PictureError } from '../picture-error.js'

/** Lets image work through, a little at a time. The weight is the memory that it takes outside the heap, in bytes. */
export type DecodeLimiter = <T>(weight: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Beyond these weights only so few are in work at once, so that smaller ones pass. */
const LARGE = 100_000_000
const MEDIUM = 20_000_000
/** What weighs no more the system is not asked about. */
const SMALL = 4_000_000
/** What medium and large work may weigh together: as much as one picture. */
const TOGETHER = 400_000_000

/**
 * Three at once, of which two are of medium weight and one is large; on two processors or one, where more would keep
 * them from all else, two and one. Work that was aborted before its turn is not begun; what weighs more than the system
 * has left, in bytes, when its turn comes is refused with a PictureError.
 */
export function decodeLimiter(memoryLeft: () => number, processors = availableParallelism()): DecodeLimiter {
  const atOnce = processors > 2 ? 3 : 2
  const any = new Limiter(atOnce)
  const medium = new Limiter(atOnce - 1)
  const large = new Limiter(1)
  const heavy = new Limiter(TOGETHER)
  let underWay = 0
  return async (weight, signal, work) => {
    const weighed = async () => {
      if (weight > SMALL && weight > memoryLeft() - underWay) throw tooLittleMemory()
      underWay += weight
      try {
        return await work()
      } finally {
        underWay -= weight
      }
    }
    const small = () => any.run(1, signal, weighed)
    if (weight <= MEDIUM) return small()
    const middling = () => medium.run(1, signal, () => heavy.run(Math.min(weight, TOGETHER), signal, small))
    return weight <= LARGE ? middling() : large.run(1, signal, middling)
  }
}

function tooLittleMemory(): PictureError {
  const message = 'profilePictureUrl is too large for the memory that the server has left: try again in a moment'
  return new PictureError('picture-queue-full', message)
}
