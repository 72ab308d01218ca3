import { Limiter } from '../limiter.js'

/** Lets image work through, a little at a time. The weight is the memory that it takes outside the heap, in bytes. */
export type DecodeLimiter = <T>(weight: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Beyond these weights only so few are in work at once, so that smaller ones pass. */
const LARGE = 100_000_000
const MEDIUM = 20_000_000

/** Three at once, of which two are of medium weight and one is large. Work that was aborted before its turn is not begun. */
export function decodeLimiter(): DecodeLimiter {
  const any = new Limiter(3)
  const medium = new Limiter(2)
  const large = new Limiter(1)
  return async (weight, signal, work) => {
    const small = () => any.run(1, signal, work)
    if (weight <= MEDIUM) return small()
    const middling = () => medium.run(1, signal, small)
    return weight <= LARGE ? middling() : large.run(1, signal, middling)
  }
}
