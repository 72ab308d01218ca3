import { randomBytes } from 'node:crypto'
import type { FaultInput, StoredFaultInput } from '../sandbox/fault-schema.js'
import type { Platform } from './account.js'

interface Armed {
  readonly id: string
  readonly accountId?: string
  readonly platform?: Platform
  /** How many calls it still strikes; null: until it is removed. */
  readonly times: number | null
}
type When = { readonly when: 'before' | 'after' }

export type Fault =
  | (Armed &
      When & { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string })
  | (Armed & { readonly kind: 'delay'; readonly ms: number })
  | (Armed & When & { readonly kind: 'disconnect' | 'truncate' })

/** A fault with an id and every default filled in. */
function arm(input: FaultInput & Pick<StoredFaultInput, 'id'>): Fault {
  const { id = `flt_${randomBytes(6).toString('hex')}`, accountId, platform, times = 1 } = input
  const armed = { id, ...(accountId !== undefined && { accountId }), ...(platform && { platform }), times }
  if (input.kind === 'delay') return { ...armed, kind: 'delay', ms: input.ms }
  const { when = 'before' } = input
  if (input.kind !== 'error') return { ...armed, kind: input.kind, when }
  const { status = 500, code = 'internal', message = 'An unexpected error occurred' } = input
  return { ...armed, kind: 'error', when, status, code, message }
}

/** The armed faults of a sandbox, oldest first. */
export class Faults {
  #armed: Fault[]

  constructor(inputs: readonly StoredFaultInput[]) {
    this.#armed = inputs.map(arm)
  }

  list(): Fault[] {
    return [...this.#armed]
  }

  add(input: FaultInput): Fault {
    const fault = arm(input)
    this.#armed = [...this.#armed, fault]
    return fault
  }

  /** Takes the oldest fault that matches the call, counting it down; in one step, so no two calls take the same strike. */
  take(accountId: string, platform: Platform): Fault | undefined {
    const fault = this.#armed.find(
      (one) =>
        (one.accountId === undefined || one.accountId === accountId) &&
        (one.platform === undefined || one.platform === platform),
    )
    if (fault === undefined || fault.times === null) return fault
    const left = fault.times - 1
    this.#armed = this.#armed.flatMap((one) => (one !== fault ? [one] : left > 0 ? [{ ...one, times: left }] : []))
    return fault
  }

  /** Whether there was one of that id. */
  remove(id: string): boolean {
    const before = this.#armed.length
    this.#armed = this.#armed.filter((fault) => fault.id !== id)
    return this.#armed.length < before
  }

  clear(): void {
    this.#armed = []
  }
}
