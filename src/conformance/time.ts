/** Real time, which no case may read or wait for by itself. */
export interface Time {
  /** In whole seconds since 1970. */
  now(): number
  sleep(ms: number): Promise<unknown>
}
