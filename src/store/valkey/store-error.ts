import { ErrorReply } from '@redis/client'
import { StoreUnavailableError } from '../store.js'

/** Replies by which a server says that it cannot serve now: full, starting, failing over, without rights, misconfigured. */
const CANNOT_SERVE =
  /^(?:OOM|LOADING|BUSY|READONLY|MASTERDOWN|MISCONF|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|NOREPLICAS|NOAUTH|NOPERM|WRONGPASS) /
/** Those that another connection may help against: the server is no longer the one to talk to. */
const ELSEWHERE = /^(?:READONLY|MASTERDOWN|CLUSTERDOWN|MOVED|NOAUTH) /

/** What callers see of an error of the client; `lost`: its connection is of no more use. */
export function toStoreError(error: Error): { error: Error; lost: boolean } {
  if (!(error instanceof ErrorReply)) {
    return { error: new StoreUnavailableError('The store cannot be reached', { cause: error }), lost: true }
  }
  if (!CANNOT_SERVE.test(error.message)) return { error, lost: false }
  const full = error.message.startsWith('OOM ')
  const message = full ? 'The store is full' : 'The store cannot serve now'
  return { error: new StoreUnavailableError(message, { cause: error }), lost: ELSEWHERE.test(error.message) }
}
