import { computed, effect, type Signal, signal } from '@preact/signals'
import type { LoggedRequest, Platform } from '../../../client/types.js'
import { accounts, calls } from './sandbox-state.js'
import { sandbox } from './session.js'

export const FIELDS = ['name', 'username', 'bio', 'profilePictureUrl'] as const
export type Field = (typeof FIELDS)[number]

interface FieldEntry {
  /** Whether the field is sent; an empty one can be. */
  sent: Signal<boolean>
  text: Signal<string>
}
const entry = (): FieldEntry => ({ sent: signal(false), text: signal('') })

/** What the try-it form holds. */
export const requestForm = {
  accountId: signal(''),
  platform: signal<Platform>('instagram'),
  fields: { name: entry(), username: entry(), bio: entry(), profilePictureUrl: entry() } as Record<Field, FieldEntry>,
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

export interface Outcome {
  accountId: string
  /** null: the connection ended without a reply. */
  status: number | null
  /** null: none came, or it broke off. */
  body: string | null
  tookMs: number
  callId: string | null
  /** The newest call in the log before this one was sent. */
  logHead: string | undefined
}
/** What came back last. */
export const outcome = signal<Outcome | null>(null)
export const sending = signal(false)

/** The log's entry of what came back; a call whose reply was lost is found by its account and its place in the log. */
export const outcomeCall = computed<LoggedRequest | undefined>(() => {
  const last = outcome.value
  if (last === null) return undefined
  if (last.callId !== null) return calls.value.find(({ id }) => id === last.callId)
  const head = calls.value.findIndex(({ id }) => id === last.logHead)
  const later = head === -1 ? calls.value : calls.value.slice(0, head)
  return later.find(({ accountId, status }) => accountId === last.accountId && status === null)
})

export function setField(field: Field, text: string): void {
  requestForm.fields[field].text.value = text
  requestForm.fields[field].sent.value = true
}

/** The body that the form describes: only what is ticked. */
export function formBody(): Record<string, string> {
  const sent = FIELDS.filter((field) => requestForm.fields[field].sent.value)
  return {
    platform: requestForm.platform.value,
    ...Object.fromEntries(sent.map((f) => [f, requestForm.fields[f].text.value])),
  }
}

/** Sends the form to the endpoint, as any client would. */
export async function sendForm(): Promise<void> {
  const client = sandbox.peek()
  if (client === null || sending.peek()) return
  sending.value = true
  outcome.value = null
  const accountId = requestForm.accountId.peek().trim()
  const logHead = calls.peek()[0]?.id
  // Without credentials these calls have a connection apart, and a new one each: see the server's /dashboard/hang-up.
  await fetch('/dashboard/hang-up', { credentials: 'omit', cache: 'no-store' }).catch(() => {})
  const startedAt = performance.now()
  const reply = await exchange(`/v1/accounts/${encodeURIComponent(accountId)}/profile`, client.apiKey)
  outcome.value = { accountId, logHead, ...reply, tookMs: Math.round(performance.now() - startedAt) }
  sending.value = false
}

async function exchange(path: string, apiKey: string): Promise<Pick<Outcome, 'status' | 'body' | 'callId'>> {
  const request: RequestInit = {
    method: 'PATCH',
    credentials: 'omit',
    cache: 'no-store',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(formBody()),
  }
  try {
    const response = await fetch(path, request)
    const callId = response.headers.get('x-request-id')
    return { status: response.status, callId, body: await response.text().catch(() => null) }
  } catch {
    return { status: null, callId: null, body: null }
  }
}
