import type { Call } from './types.js'

/** Named as the parameters of `GET /_sandbox/requests`, and two that only the page has. */
export const FILTER_FIELDS = ['text', 'status', 'accountId', 'platform', 'rule', 'fault'] as const
export type FilterField = (typeof FILTER_FIELDS)[number]
/** Empty: whatever it is. A status is `429`, `4xx`, or `none` for a call without a reply. */
export type CallFilter = Record<FilterField, string>

export const NO_FILTER: CallFilter = { text: '', status: '', accountId: '', platform: '', rule: '', fault: '' }

/** A fault's kind, or that there was one at all. */
export const ANY_FAULT = 'any'

export function isFiltered(filter: CallFilter): boolean {
  return FILTER_FIELDS.some((field) => filter[field] !== '')
}

/** Whether a call is one of those wanted. */
export function matchesFilter(call: Call, filter: CallFilter): boolean {
  const { status, accountId, platform, rule, fault, text } = filter
  return (
    (status === '' || matchesStatus(call.status, status)) &&
    (accountId === '' || call.accountId === accountId) &&
    (platform === '' || platformOf(call) === platform) &&
    (rule === '' || call.rule === rule) &&
    (fault === '' || (call.fault !== null && (fault === ANY_FAULT || call.fault.kind === fault))) &&
    (text === '' || searchText(call).includes(text.toLowerCase()))
  )
}

function matchesStatus(status: number | null, wanted: string): boolean {
  if (status === null) return wanted === 'none'
  return wanted === String(status) || wanted === `${String(status)[0]}xx`
}

/** The platform that a call names, if it names one. */
export function platformOf({ requestBody, path }: Call): string | undefined {
  const { platform } = (typeof requestBody === 'object' && requestBody !== null ? requestBody : {}) as {
    platform?: unknown
  }
  if (typeof platform === 'string') return platform
  return new URLSearchParams(path.split('?')[1]).get('platform') ?? undefined
}

const texts = new WeakMap<Call, string>()

/** All of a call that the search looks through, in lower case. An entry never changes, so that it is put together once. */
function searchText(call: Call): string {
  const known = texts.get(call)
  if (known !== undefined) return known
  const { method, path, accountId, rule, why, requestBody, responseBody } = call
  const parts = [`${method} ${path}`, accountId, rule, why, JSON.stringify(requestBody), JSON.stringify(responseBody)]
  const text = parts.join('\n').toLowerCase()
  texts.set(call, text)
  return text
}
