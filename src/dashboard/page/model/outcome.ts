import type { LoggedRequest } from '../../../client/types.js'
import { milliseconds } from './format.js'

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

/** What a call came to, in a few words: the rule that decided it, or the fields that it changed. */
export function summaryLine({ rule, fault, status, requestBody, why }: LoggedRequest): string {
  const { platform, ...fields } = (requestBody ?? {}) as Record<string, unknown>
  const parts = [
    // Some rules name their platform themselves.
    typeof platform === 'string' && !rule?.startsWith(platform) ? platform : '',
    fault === null ? '' : `fault: ${describeFault(fault)}`,
    fault !== null && rule === 'fault-injected' ? '' : (rule ?? (status === null ? why : changed(fields))),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** What a fault did to a call: `disconnect, after`. */
export function describeFault(fault: NonNullable<LoggedRequest['fault']>): string {
  return `${fault.kind}, ${fault.kind === 'delay' ? milliseconds(fault.ms) : fault.when}`
}

function changed(fields: Record<string, unknown>): string {
  return ['name', 'username', 'bio', 'profilePictureUrl'].filter((field) => field in fields).join(', ') || 'no change'
}
