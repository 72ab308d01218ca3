import { Limiter } from '../limiter.js'

/** Lets image work through, a little at a time, as each pixel costs 4 to 18 bytes of memory outside the heap. */
export type DecodeLimiter = <T>(weight: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Weight in pixels beyond which only one is in work. */
const LARGE = 12_500_000

/** Two at once, large ones one at a time. Work whose signal was aborted before its turn is not begun. */
export function decodeLimiter(): DecodeLimiter {
  const any = new Limiter(2)
  const large = new Limiter(1)
  return (weight, signal, work) => {
    const limited = () => any.run(1, signal, work)
    return weight > LARGE ? large.run(1, signal, limited) : limited()
  }
}
