import type { TikTokProfile } from '../../../client/types.js'
import { dayOfWarmup } from '../model/name-lock.js'
import { now } from '../state/clock.js'

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** Day N of 7, in words and as seven steps. */
export function Warmup({ profile }: { profile: TikTokProfile }) {
  const day = dayOfWarmup(profile, now.value)
  return (
    <p class="warmup">
      {day === 0 ? 'Warmup not started' : `Warmup Day ${day} of 7`}
      <span class="steps" aria-hidden="true">
        {DAYS.map((step) => (
          <i key={step} data-done={step <= day} />
        ))}
      </span>
    </p>
  )
}
