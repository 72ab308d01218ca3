import { type CallFilter, FILTER_FIELDS, type FilterField, NO_FILTER } from './call-filter.js'

export const VIEWS = ['accounts', 'requests', 'try', 'faults', 'rules', 'state'] as const
export type View = (typeof VIEWS)[number]

/** What the page shows, as its address says it: `#/requests/<id>?status=4xx`. No key is ever part of it. */
export interface Address {
  view: View
  /** The call or the account that is open. */
  id: string | null
  /** Which calls are listed. */
  filter: CallFilter
  /** Which accounts are listed: those that hold this text. */
  find: string
}

export const START: Address = { view: 'accounts', id: null, filter: NO_FILTER, find: '' }

/** Reads the part of a URL after `#`; what it does not know is left as at the start. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [name = '', ...rest] = path.split('/')
  const view = VIEWS.find((one) => one === name)
  const parameters = new URLSearchParams(query)
  const filter = { ...NO_FILTER }
  for (const field of FILTER_FIELDS) filter[field] = parameters.get(field) ?? ''
  const id = view === undefined ? '' : decode(rest.join('/'))
  return { view: view ?? START.view, id: id === '' ? null : id, filter, find: parameters.get('find') ?? '' }
}

export function formatAddress({ view, id, filter, find }: Address): string {
  const parameters = new URLSearchParams()
  for (const field of FILTER_FIELDS) append(parameters, field, filter[field])
  append(parameters, 'find', find)
  const query = parameters.size > 0 ? `?${parameters}` : ''
  return `#/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}${query}`
}

function append(parameters: URLSearchParams, name: FilterField | 'find', value: string): void {
  if (value !== '') parameters.set(name, value)
}

/** A malformed escape, as a mail program makes them, is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
