import { computed, signal } from '@preact/signals'
import { urlOf } from '../../../browser/base.js'
import { outcomeWord } from '../model/outcome.js'
import { requestOf, type SentRequest } from '../model/sent-request.js'
import type { Call } from '../model/types.js'
import { openCall } from './address.js'
import { say, show } from './notices.js'
import { calls } from './sandbox-state.js'
import { sandbox } from './session.js'

export interface Outcome {
  /** null: the connection ended without a reply. */
  status: number | null
  /** null: none came, or it broke off. */
  body: string | null
  tookMs: number
  callId: string | null
  sent: SentRequest
  /** The newest call in the log before this one was sent. */
  logHead: string | undefined
}
/** What came back last. */
export const outcome = signal<Outcome | null>(null)
export const sending = signal(false)

/** The log's entry of what came back; a call whose reply was lost is found by its path and its place in the log. */
export const outcomeCall = computed<Call | undefined>(() => {
  const last = outcome.value
  if (last === null) return undefined
  if (last.callId !== null) return calls.value.find(({ id }) => id === last.callId)
  const head = calls.value.findIndex(({ id }) => id === last.logHead)
  const later = head === -1 ? calls.value : calls.value.slice(0, head)
  return later.find(({ path, status }) => path === last.sent.path && status === null)
})

/** Sends a call, as any client would; `key` in place of the sandbox's own. */
export async function send(sent: SentRequest, key?: string | null): Promise<Outcome | undefined> {
  const client = sandbox.peek()
  if (client === null || sending.peek()) return undefined
  sending.value = true
  outcome.value = null
  const logHead = calls.peek()[0]?.id
  // Without credentials these calls have a connection apart, and a new one each: see the server's /dashboard/hang-up.
  await fetch(urlOf('/dashboard/hang-up'), { credentials: 'omit', cache: 'no-store' }).catch(() => {})
  const startedAt = performance.now()
  const reply = await exchange(sent, key === undefined ? client.apiKey : key)
  outcome.value = { sent, logHead, ...reply, tookMs: Math.round(performance.now() - startedAt) }
  sending.value = false
  return outcome.peek()!
}

async function exchange(
  { method, path, body, headers }: SentRequest,
  key: string | null,
): Promise<Pick<Outcome, 'status' | 'body' | 'callId'>> {
  const request: RequestInit = {
    method,
    credentials: 'omit',
    cache: 'no-store',
    headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
    ...(body !== null && { body }),
  }
  try {
    const response = await fetch(urlOf(path), request)
    const callId = response.headers.get('x-request-id')
    return { status: response.status, callId, body: await response.text().catch(() => null) }
  } catch {
    return { status: null, callId: null, body: null }
  }
}

/** Sends a call of the log once more, as it was, and says what came of it. */
export async function resend(call: Call, follow: boolean): Promise<void> {
  const last = await send(requestOf(call))
  if (last === undefined) return
  const entry = await logged()
  const word = outcomeWord({ status: last.status, method: call.method })
  const text = `Sent again: ${last.status ?? ''} ${word}${entry?.rule ? `, ${entry.rule}` : ''}`.replace('  ', ' ')
  if (follow && entry !== undefined) {
    openCall(entry.id)
    say(text)
  } else {
    show({ tone: 'good', text })
  }
}

const LONGEST_WAIT_MS = 2_000

/** The log's entry of what was sent last, which the event stream brings at about the time of the reply. */
async function logged(): Promise<Call | undefined> {
  const until = performance.now() + LONGEST_WAIT_MS
  while (outcomeCall.peek() === undefined && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return outcomeCall.peek()
}

/** Sends a call and opens its entry in the log; what the log does not have is told by a notice. */
export async function sendAndOpen(sent: SentRequest, key?: string | null): Promise<void> {
  const last = await send(sent, key)
  if (last === undefined) return
  const entry = last.status === 401 ? undefined : await logged()
  if (entry !== undefined) return openCall(entry.id)
  show({ tone: 'good', text: `${last.status ?? 'No reply'}: ${last.body ?? 'the connection closed'}`, stays: true })
}
