import { isDeepStrictEqual } from 'node:util'
import { at } from './compare.js'

/** The first field that is not what it was. */
export function changedField(before: unknown, after: unknown): string | undefined {
  const fields = { ...(before as Record<string, unknown>), ...(after as Record<string, unknown>) }
  return Object.keys(fields).find((field) => !isDeepStrictEqual(at(before, field), at(after, field)))
}
