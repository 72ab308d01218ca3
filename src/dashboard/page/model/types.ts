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
  warmupStartedAt?: string | null
}

/** A logged call. What a server may leave out is optional. */
export type Call = LoggedRequest & {
  headers?: Record<string, string>
  before?: ProfileSnapshot | null
  after?: ProfileSnapshot | null
  verified?: Verified | null
}

export type ShownRule = Rule
export type Operation = 'update' | 'get'
export type ShownFault = Fault & { probability?: number; headers?: Record<string, string> }
export type ErrorWithHeaders = ErrorFault & { headers?: Record<string, string> }
