import type { ErrorFault, Fault, LoggedRequest, Rule, Verified } from '../../../client/types.js'

export type { Verified }

/** A profile as it stood at the moment of a call. */
export interface ProfileSnapshot {
  name: string
  username?: string
  bio?: string
  profilePictureUrl?: string
  updatedAt: string
  nameChangedAt: string | null
  /** null: at once, or nobody can tell. */
  nextNameChangeAllowed: string | null
  warmupStartedAt?: string | null
}

/** A logged call, and what a conformance report says of its rule where there is one. */
export type Call = LoggedRequest & { verified?: Verified | null }

export type ShownRule = Rule
export type Operation = 'update' | 'get'
export type ShownFault = Fault & { probability?: number; headers?: Record<string, string> }
export type ErrorWithHeaders = ErrorFault & { headers?: Record<string, string> }
