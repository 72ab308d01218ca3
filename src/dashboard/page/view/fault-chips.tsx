import { useComputed } from '@preact/signals'
import { faultChip, faultEffect, faultsOf, faultTarget } from '../model/fault-words.js'
import { showArmed } from '../state/fault-form.js'
import { faults } from '../state/sandbox-state.js'

/** The faults that are armed for one account. */
export function FaultChips({ accountId }: { accountId: string }) {
  const armed = useComputed(() => faultsOf(faults.value, accountId))
  return (
    <>
      {armed.value.map((fault) => (
        <button
          key={fault.id}
          type="button"
          class="chip"
          title={`${faultEffect(fault)}: ${faultTarget(fault)}`}
          aria-label={`${faultChip(fault)}: ${faultEffect(fault)}, armed for ${faultTarget(fault)}`}
          onClick={showArmed}
        >
          {faultChip(fault)}
        </button>
      ))}
    </>
  )
}
