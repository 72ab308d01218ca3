import { milliseconds } from './format.js'
import type { Call, ProfileSnapshot } from './types.js'

export type Tone = 'ok' | 'warn' | 'bad' | 'lost'

export interface Summary {
  tone: Tone
  /** The status, or what stands for it. */
  label: string
  /** The outcome in one word, so that nothing hangs on the colour. */
  word: string
}

/** A status in a word and a tone; null: no reply. */
export function summarize(status: number | null): Summary {
  if (status === null) return { tone: 'lost', label: 'lost', word: 'No reply' }
  if (status < 300) return { tone: 'ok', label: String(status), word: 'Applied' }
  if (status < 500) return { tone: 'warn', label: String(status), word: 'Refused' }
  return { tone: 'bad', label: String(status), word: 'Failed' }
}

/** The word for a call: a read applies nothing, and a reply may have been cut. */
export function outcomeWord({
  status,
  method,
  fault,
}: Pick<Call, 'status' | 'method'> & Partial<Pick<Call, 'fault'>>): string {
  const word = method === 'GET' && status !== null && status < 300 ? 'Read' : summarize(status).word
  return fault?.kind === 'truncate' ? `${word}, reply cut` : word
}

/** What a call came to, in a few words: the rule that decided it, or the fields that it changed. */
export function summaryLine(call: Call): string {
  const { rule, fault, status, requestBody, why, method } = call
  const { platform, ...fields } = (requestBody ?? {}) as Record<string, unknown>
  const made = method === 'GET' ? 'read' : changed(fields)
  const parts = [
    // Some rules name their platform themselves.
    typeof platform === 'string' && !rule?.startsWith(platform) ? platform : '',
    fault === null ? '' : `fault: ${describeFault(fault)}`,
    fault !== null && rule === 'fault-injected' ? '' : (rule ?? (status === null ? why : made)),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** What a fault did to a call: `disconnect, after`. */
export function describeFault(fault: NonNullable<Call['fault']>): string {
  return `${fault.kind}, ${fault.kind === 'delay' ? milliseconds(fault.ms) : fault.when}`
}

function changed(fields: Record<string, unknown>): string {
  return ['name', 'username', 'bio', 'profilePictureUrl'].filter((field) => field in fields).join(', ') || 'no change'
}

/** How the reply of a call that its client never got, or got half of, would have read; undefined for any other call. */
export function missedReply(call: Call): { note: string; body: unknown } | undefined {
  const { fault, status, responseBody, after } = call
  if (fault?.kind === 'truncate') {
    return { note: 'The client got the first half of this reply, then the connection closed.', body: responseBody }
  }
  if (status !== null) return undefined
  if (fault?.kind !== 'disconnect') return { note: 'No reply came: the client was gone by then.', body: null }
  if (fault.when === 'before') return { note: 'No reply came, and the update was not made.', body: null }
  const body = after ? successOf(call) : responseBody
  const told = body === null ? '' : ' Without the fault the client would have got this:'
  return { note: `No reply came, but the update had been checked and made where it passed.${told}`, body }
}

/** A success as the vendor documents it; of the picture the log knows only the path. */
function successOf({ accountId, requestBody, before, after }: Call): object {
  const { platform } = requestBody as { platform: string }
  const profile: ProfileSnapshot = after!
  const { name, username, bio, profilePictureUrl, updatedAt } = profile
  const next = before?.name === name ? {} : { nextNameChangeAllowed: profile.nextNameChangeAllowed }
  return { success: true, accountId, platform, name, username, bio, profilePictureUrl, updatedAt, ...next }
}
