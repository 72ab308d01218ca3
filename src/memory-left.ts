/** Kept back for what is too small to be asked about. */
const MARGIN = 96 * 1024 * 1024

/** In bytes: what the system would still give this process, past which it ends it; without such a bound, no end of it. */
export type MemoryLeft = () => number

/** A container, say, confines a process. */
export const memoryLeft: MemoryLeft = () => memoryLeftOf(process.constrainedMemory(), process.memoryUsage.rss())

/** `given` is 0 where the system does not say. */
export function memoryLeftOf(given: number, taken: number): number {
  return given === 0 ? Number.POSITIVE_INFINITY : given - taken - MARGIN
}
