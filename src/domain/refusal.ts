import type { RuleId } from './rules.js'

/** Why an update does not happen. A plain object: a refusal is an everyday answer and needs no stack trace. */
export interface Refusal {
  readonly rule: RuleId
  /** The vendor's message. */
  readonly message: string
  /** When the name may change again, as a timestamp. */
  readonly nextAllowedAt?: string
  /** One plain sentence for whoever reads the request log. */
  readonly why: string
}

/** A refusal whose message says it all. */
export function refusal(rule: RuleId, message: string, why = asSentence(message)): Refusal {
  return { rule, message, why }
}

const asSentence = (message: string) => (message.endsWith('.') ? message : `${message}.`)
