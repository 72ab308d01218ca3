import type { Test } from 'tap'

/** Makes what is measured from now on seem so many minutes later, whenever it is called. */
export function minutesPass(t: Test): (minutes: number) => void {
  const now = performance.now.bind(performance)
  let ahead = 0
  t.intercept(performance, 'now', { value: () => now() + ahead })
  return (minutes) => {
    ahead += minutes * 60_000
  }
}
