import { clock } from './clock.js'
import { loadFaults } from './load.js'
import { sandbox } from './session.js'

/**
 * Reads again, when the page comes back into view, what may have moved on unseen: a machine that slept has stopped the
 * page's clock, and a fault that somebody else armed is told by no event.
 */
export function refreshOnReturn(): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refresh()
  })
}

export function refresh(): void {
  const client = sandbox.peek()
  if (client === null) return
  const reading = client.clock.get().then((next) => {
    if (client === sandbox.peek()) clock.value = next
  })
  // A server that cannot be reached is the event stream's to tell.
  Promise.all([reading, loadFaults(client)]).catch(() => {})
}
