import type { StateInput } from './state-schema.js'

/** What a schema cannot say: no account or fault stands twice. The message names the path of the second one. */
export function findDuplicate({ accounts = [], faults = [] }: StateInput): string | undefined {
  return (
    repeated(
      'accounts',
      'accountId',
      accounts.map(({ accountId }) => accountId),
    ) ??
    repeated(
      'faults',
      'id',
      faults.map(({ id }) => id),
    )
  )
}

function repeated(list: string, field: string, ids: (string | undefined)[]): string | undefined {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue
    if (seen.has(id)) return `${list}[${index}].${field} must be unique: ${id} stands before it`
    seen.add(id)
  }
  return undefined
}
