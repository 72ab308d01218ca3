import { useComputed } from '@preact/signals'
import { ANY_FAULT, type FilterField, platformOf } from '../model/call-filter.js'
import { PLATFORM_LABEL, PLATFORMS } from '../model/platform.js'
import type { Call } from '../model/types.js'
import { address, filterCalls } from '../state/address.js'
import { calls } from '../state/sandbox-state.js'

const FAULTS = ['error', 'delay', 'disconnect', 'truncate']

/** The filters that are chosen from a list, each choice with how many calls it has. */
export function LogFilter() {
  return (
    <div class="filters">
      <Choice field="accountId" label="Account" of={({ accountId }) => accountId} />
      <Choice field="rule" label="Rule" of={({ rule }) => rule} />
      <Choice
        field="platform"
        label="Platform"
        of={platformOf}
        always={PLATFORMS}
        words={(value) => PLATFORM_LABEL[value as keyof typeof PLATFORM_LABEL] ?? value}
      />
      <Choice
        field="fault"
        label="Fault"
        of={({ fault }) => fault?.kind}
        always={[ANY_FAULT, ...FAULTS]}
        words={(value) => (value === ANY_FAULT ? 'any fault' : value)}
      />
    </div>
  )
}

interface Props {
  field: FilterField
  label: string
  /** What a call has of it. */
  of: (call: Call) => string | null | undefined
  /** What can be chosen even where no call has it. */
  always?: readonly string[]
  words?: (value: string) => string
}

function Choice({ field, label, of, always = [], words = (value) => value }: Props) {
  const present = address.value.filter[field]
  const counts = useComputed(() => {
    const counted = new Map<string, number>(always.map((value) => [value, 0]))
    for (const call of calls.value) {
      const value = of(call)
      if (value == null) continue
      counted.set(value, (counted.get(value) ?? 0) + 1)
      if (counted.has(ANY_FAULT)) counted.set(ANY_FAULT, counted.get(ANY_FAULT)! + 1)
    }
    return counted
  })
  const values = [...counts.value.keys()]
  if (always.length === 0) values.sort()
  if (present !== '' && !counts.value.has(present)) values.push(present)
  return (
    <label>
      {label}
      <select value={present} onChange={(event) => filterCalls({ [field]: event.currentTarget.value })}>
        <option value="">any</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {words(value)} ({counts.value.get(value) ?? 0})
          </option>
        ))}
      </select>
    </label>
  )
}
