export type Platform = 'tiktok' | 'instagram'

interface Matching {
  /** Applies to calls to this account only. */
  accountId?: string
  /** Applies to calls for this platform only. */
  platform?: Platform
  /** `update`, unless given: applies to updates of a profile. `get`: to reads of an account. */
  operation?: 'update' | 'get'
  /** How many calls it applies to, 1 to 10,000; null: until it is removed. 1 unless given. */
  times?: number | null
  /** How likely it applies to a call that it matches, above 0 and up to 1; 1 unless given. A call that it spares takes none of `times`. */
  probability?: number
}
interface Replacing extends Matching {
  /** `before`, unless given: in place of the update. `after`: the update is made and its reply spoiled. */
  when?: 'before' | 'after'
}
/** Answers with an error: 500 `internal`, unless given. */
export interface ErrorFault extends Replacing {
  kind: 'error'
  /** 400 to 599. */
  status?: number
  code?: string
  message?: string
  /** Headers of the reply, such as `retry-after`; none that HTTP itself needs. */
  headers?: Record<string, string>
}
/** Waits, then goes on as ever. */
export interface DelayFault extends Matching {
  kind: 'delay'
  /** 0 to 60,000 milliseconds. */
  ms: number
}
/** Closes the connection without a reply. */
export interface DisconnectFault extends Replacing {
  kind: 'disconnect'
}
/** Sends half of the reply and closes the connection. */
export interface TruncateFault extends Replacing {
  kind: 'truncate'
}
export type FaultInput = ErrorFault | DelayFault | DisconnectFault | TruncateFault
/** An armed fault, every default filled in; `times` is how many calls it still applies to. */
export type Fault = { id: string; times: number | null } & (
  | (Required<Pick<ErrorFault, 'kind' | 'when' | 'status' | 'code' | 'message'>> &
      Pick<ErrorFault, 'accountId' | 'platform' | 'operation' | 'probability' | 'headers'>)
  | Omit<DelayFault, 'times'>
  | (Required<Pick<Replacing, 'when'>> &
      Pick<Matching, 'accountId' | 'platform' | 'operation' | 'probability'> & { kind: 'disconnect' | 'truncate' })
)
