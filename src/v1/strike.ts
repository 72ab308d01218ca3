import { countDown, type Fault, type FaultTarget, matchFault } from '../domain/fault.js'
import type { AccountChange, Current } from '../sandbox/account-change.js'

/** An armed fault strikes the call, and has been counted down. */
export interface Struck {
  readonly fault: Fault
  readonly generation: string
}

/** The step of a call that an armed fault strikes, if one does. */
export function strike(current: Current, target: FaultTarget): AccountChange<Struck> | undefined {
  const { generation, faults } = current
  const fault = matchFault(faults, target)
  return fault && { outcome: { generation, fault }, faults: countDown(faults, fault) }
}
