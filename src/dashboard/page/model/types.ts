import type { ErrorFault, Fault, LoggedRequest, Rule } from '../../../client/types.js'

/** A profile as it stood at the moment of a call. */
export interface ProfileSnapshot {
  name: string
  username?: string
  bio?: string
  profilePictureUrl?: string
  updatedAt: string
  nameChangedAt: string | null
  warmupStartedAt?: string | null
}

/** Whether the vendor's own service was found to do what a rule says. */
export interface Verified {
  outcome: 'same' | 'differs' | 'not tried'
  on: string
  at: string
  detail: string
}

/** A logged call. What a server may leave out is optional. */
export type Call = LoggedRequest & {
  headers?: Record<string, string>
  before?: ProfileSnapshot | null
  after?: ProfileSnapshot | null
  verified?: Verified | null
}

export type ShownRule = Rule & { kind?: 'refusal' | 'promise'; verified?: Verified | null }

export type Operation = 'update' | 'get'
interface Matching {
  operation?: Operation
  probability?: number
}
export type ShownFault = Fault & Matching & { headers?: Record<string, string> }
export type ErrorWithHeaders = ErrorFault & { headers?: Record<string, string> }
