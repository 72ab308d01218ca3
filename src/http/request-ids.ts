import { randomUUID } from 'node:crypto'

/** What is kept of a UUID; the rest counts. */
const START = '00000000-0000-4000-8000-'.length

/**
 * Makes the ids of one server's requests, in the form of UUIDs: a random start that they share, and a count, which is
 * cheaper than new random digits for each.
 */
export function requestIds(): () => string {
  const start = randomUUID().slice(0, START)
  let count = 0
  return () => {
    count += 1
    return start + count.toString(16).padStart(12, '0')
  }
}
