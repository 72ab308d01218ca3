import { randomBytes } from 'node:crypto'
import type { Fault } from '../domain/fault.js'
import type { FaultInput, StoredFaultInput } from './fault-schema.js'

/** The fault that a checked input describes, with an id and every default filled in. */
export function fromFaultInput(input: FaultInput & Pick<StoredFaultInput, 'id'>): Fault {
  const { id = `flt_${randomBytes(6).toString('hex')}`, accountId, platform, times = 1 } = input
  const { operation, probability } = input
  const armed = {
    id,
    ...(operation && { operation }),
    ...(accountId !== undefined && { accountId }),
    ...(platform && { platform }),
    times,
    ...(probability !== undefined && { probability }),
  }
  if (input.kind === 'delay') return { ...armed, kind: 'delay', ms: input.ms }
  const { when = 'before' } = input
  if (input.kind !== 'error') return { ...armed, kind: input.kind, when }
  const { headers, status = 500, code = 'internal', message = 'An unexpected error occurred' } = input
  return { ...armed, kind: 'error', when, status, code, message, ...(headers && { headers }) }
}
