import { computed, effect, signal } from '@preact/signals'
import { isFiltered, matchesFilter, NO_FILTER } from '../model/call-filter.js'
import { summarize, type Tone } from '../model/outcome.js'
import type { Call } from '../model/types.js'
import { address } from './address.js'
import { calls } from './sandbox-state.js'

/** The calls that match the filter, newest first. */
export const matching = computed<readonly Call[]>(() => {
  const { filter } = address.value
  return isFiltered(filter) ? calls.value.filter((call) => matchesFilter(call, filter)) : calls.value
})

/** How many calls there are of each outcome, whatever else the filter asks for. */
export const countsByTone = computed<Record<Tone | 'all', number>>(() => {
  const { filter } = address.value
  const others = { ...filter, status: NO_FILTER.status }
  const counts = { all: 0, ok: 0, warn: 0, bad: 0, lost: 0 }
  for (const call of calls.value) {
    if (!matchesFilter(call, others)) continue
    counts.all++
    counts[summarize(call.status).tone]++
  }
  return counts
})

/** The newest call that is listed while newer ones wait; null: none waits. */
export const heldHead = signal<Call | null>(null)
/** How many newer calls wait. */
export const heldCount = computed(() =>
  heldHead.value === null ? 0 : Math.max(0, matching.value.indexOf(heldHead.value)),
)
/** The calls in the list. */
export const listed = computed(() => (heldCount.value === 0 ? matching.value : matching.value.slice(heldCount.value)))

const filterText = computed(() => JSON.stringify(address.value.filter))

// Another filter makes another list.
effect(() => {
  filterText.value
  heldHead.value = null
})
