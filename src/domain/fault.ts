import type { Platform } from './account.js'

/** What a call does: change a profile, or read an account. */
export type Operation = 'update' | 'get'

interface Armed {
  readonly id: string
  /** `update` where it is left out. */
  readonly operation?: Operation
  readonly accountId?: string
  readonly platform?: Platform
  /** How many calls it still strikes; null: until it is removed. */
  readonly times: number | null
  /** How likely it strikes a call that it matches; 1 where it is left out. */
  readonly probability?: number
}
type When = { readonly when: 'before' | 'after' }

/** An armed fault, every default filled in. */
export type Fault =
  | (Armed &
      When & {
        readonly kind: 'error'
        readonly status: number
        readonly code: string
        readonly message: string
        /** Of the reply, beside its own. */
        readonly headers?: Readonly<Record<string, string>>
      })
  | (Armed & { readonly kind: 'delay'; readonly ms: number })
  | (Armed & When & { readonly kind: 'disconnect' | 'truncate' })

/** The call that a fault may strike. */
export interface FaultTarget {
  readonly operation: Operation
  readonly accountId: string
  /** undefined where the call names none, and the account has none either. */
  readonly platform: Platform | undefined
}

/**
 * The oldest fault that matches the call and that chance lets strike; `faults` are in the order in which they were armed.
 * `random` gives numbers from 0 up to 1.
 */
export function matchFault(faults: readonly Fault[], target: FaultTarget, random = Math.random): Fault | undefined {
  const { operation, accountId, platform } = target
  return faults.find(
    (fault) =>
      (fault.operation ?? 'update') === operation &&
      (fault.accountId === undefined || fault.accountId === accountId) &&
      (fault.platform === undefined || fault.platform === platform) &&
      (fault.probability === undefined || random() < fault.probability),
  )
}

/** The faults after that one has struck once more: it is gone after its last time. */
export function countDown(faults: readonly Fault[], struck: Fault): readonly Fault[] {
  const { times } = struck
  if (times === null) return faults
  return faults.flatMap((fault) => (fault !== struck ? [fault] : times > 1 ? [{ ...fault, times: times - 1 }] : []))
}
