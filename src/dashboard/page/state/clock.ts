import { effect, signal } from '@preact/signals'
import type { Clock } from '../../../client/types.js'
import { type Instant, parseTimestamp } from '../../../domain/timestamp.js'

/** The last reading of the sandbox's clock. */
export const clock = signal<Clock | null>(null)
/** The sandbox's present instant: what was read, ticking on here unless it is frozen. */
export const now = signal<Instant>(0)

effect(() => {
  const reading = clock.value
  if (reading === null) return
  const instant = parseTimestamp(reading.now) ?? 0
  now.value = instant
  if (reading.mode === 'frozen') return
  const readAt = performance.now()
  const timer = setInterval(() => {
    now.value = instant + Math.floor((performance.now() - readAt) / 1000)
  }, 250)
  return () => clearInterval(timer)
})
