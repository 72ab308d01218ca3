import { effect, type Signal, signal } from '@preact/signals'
import type { Platform } from '../../../client/types.js'
import { requestOf, type SentRequest } from '../model/sent-request.js'
import type { Call } from '../model/types.js'
import { showView } from './address.js'
import { focusOn } from './focus.js'
import { accounts } from './sandbox-state.js'

export const FIELDS = ['name', 'username', 'bio', 'profilePictureUrl'] as const
export type Field = (typeof FIELDS)[number]

interface FieldEntry {
  /** Whether the field is sent; an empty one can be. */
  sent: Signal<boolean>
  text: Signal<string>
}
const entry = (): FieldEntry => ({ sent: signal(false), text: signal('') })

/** What the form holds. */
export const requestForm = {
  accountId: signal(''),
  platform: signal<Platform>('instagram'),
  fields: { name: entry(), username: entry(), bio: entry(), profilePictureUrl: entry() } as Record<Field, FieldEntry>,
  /** The call as text, to be edited at will; null: the fields above make it. */
  raw: signal<SentRequest | null>(null),
}

// Until an account is chosen it is the first one that there is.
const endSuggesting = effect(() => {
  const first = accounts.value[0]
  if (first === undefined) return
  if (requestForm.accountId.peek() === '') {
    requestForm.accountId.value = first.accountId
    requestForm.platform.value = first.profiles.instagram ? 'instagram' : 'tiktok'
  }
  queueMicrotask(() => endSuggesting())
})

export function setField(field: Field, text: string): void {
  requestForm.fields[field].text.value = text
  requestForm.fields[field].sent.value = true
}

/** The body that the form describes: only what is ticked. */
function formBody(): Record<string, string> {
  const sent = FIELDS.filter((field) => requestForm.fields[field].sent.value)
  const values = sent.map((field) => [field, requestForm.fields[field].text.value])
  return { platform: requestForm.platform.value, ...Object.fromEntries(values) }
}

/** The call that the form describes. */
export function formRequest(): SentRequest {
  const { raw, accountId } = requestForm
  if (raw.value !== null) return raw.value
  return {
    method: 'PATCH',
    path: `/v1/accounts/${encodeURIComponent(accountId.value.trim())}/profile`,
    body: JSON.stringify(formBody()),
    headers: { 'content-type': 'application/json' },
  }
}

/** Takes the fields over into a text that can be edited at will. */
export function editAsText(): void {
  const request = formRequest()
  requestForm.raw.value = { ...request, body: JSON.stringify(JSON.parse(request.body ?? '{}'), null, 2) }
}

/** Takes an account's profile into the form, and the focus with it. */
export function tryAccount(accountId: string, platform: Platform): void {
  requestForm.raw.value = null
  requestForm.accountId.value = accountId
  requestForm.platform.value = platform
  showForm('#field-account')
}

/** Takes a call of the log into the form: into its fields where they can say it, else as text. */
export function editCall(call: Call): void {
  const request = requestOf(call)
  const values = plainFields(call)
  if (values === undefined) {
    requestForm.raw.value = request
    showForm('#raw-body', '#raw-path')
    return
  }
  requestForm.raw.value = null
  requestForm.accountId.value = call.accountId ?? ''
  requestForm.platform.value = values.platform as Platform
  for (const field of FIELDS) {
    requestForm.fields[field].sent.value = values[field] !== undefined
    requestForm.fields[field].text.value = values[field] ?? ''
  }
  showForm('#field-account')
}

/** The body's fields, if the form has all of them and can say what they say. */
function plainFields({ method, path, accountId, requestBody }: Call): Record<string, string> | undefined {
  if (method !== 'PATCH' || accountId === null || !/^\/v1\/accounts\/[^/?]+\/profile$/.test(path)) return undefined
  if (typeof requestBody !== 'object' || requestBody === null || Array.isArray(requestBody)) return undefined
  const entries = Object.entries(requestBody as Record<string, unknown>)
  const known = entries.every(
    ([name, value]) => typeof value === 'string' && (name === 'platform' || FIELDS.some((field) => field === name)),
  )
  const values = Object.fromEntries(entries) as Record<string, string>
  return known && ['instagram', 'tiktok'].includes(values.platform ?? '') ? values : undefined
}

function showForm(...focus: string[]): void {
  showView('try')
  focusOn(...focus)
}
