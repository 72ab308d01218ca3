import type { Test } from 'tap'

/** Makes that the machine's time to the end of the test. tap's own `intercept` notes for each reading who it was, at the cost of a stack. */
export function setDateNow(t: Test, read: () => number): void {
  const { now } = Date
  Date.now = read
  t.teardown(() => {
    Date.now = now
  })
}
