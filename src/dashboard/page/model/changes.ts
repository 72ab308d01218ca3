import { showInvisible } from '../../../browser/visible.js'
import type { ProfileSnapshot } from './types.js'

export interface FieldChange {
  field: string
  before: string
  after: string
  changed: boolean
}

const FIELDS = [
  'name',
  'username',
  'bio',
  'profilePictureUrl',
  'updatedAt',
  'nameChangedAt',
  'warmupStartedAt',
] as const

/** The fields of a profile around an update, those that neither side has left out; what has changed comes first. */
export function changesOf(before: ProfileSnapshot, after: ProfileSnapshot): FieldChange[] {
  const changes = FIELDS.filter((field) => before[field] !== undefined || after[field] !== undefined).map((field) => ({
    field,
    before: shown(before[field]),
    after: shown(after[field]),
    changed: before[field] !== after[field],
  }))
  return changes.sort((a, b) => Number(b.changed) - Number(a.changed))
}

function shown(value: string | null | undefined): string {
  if (value === undefined) return 'none'
  return value === null ? 'never' : value === '' ? 'empty' : showInvisible(value)
}
