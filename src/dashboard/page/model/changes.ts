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

/** The fields of a profile around an update, those that neither side has left out. */
export function changesOf(before: ProfileSnapshot, after: ProfileSnapshot): FieldChange[] {
  return FIELDS.filter((field) => before[field] !== undefined || after[field] !== undefined).map((field) => ({
    field,
    before: shown(before[field]),
    after: shown(after[field]),
    changed: before[field] !== after[field],
  }))
}

function shown(value: string | null | undefined): string {
  if (value === undefined) return 'none'
  return value === null ? 'never' : value === '' ? 'empty' : value
}
