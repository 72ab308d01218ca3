import type { Platform } from '../domain/account.js'
import { platformRead } from '../domain/account-status.js'
import type { LoggedRequest } from '../domain/logged-request.js'
import { refusal } from '../domain/refusal.js'
import type { Instant } from '../domain/timestamp.js'
import type { AccountChange, Current } from '../sandbox/account-change.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import { renderAccount } from './account-reply.js'
import { type ApiResponse, refusalResponse } from './api-response.js'
import type { RequestEnd } from './record-request.js'
import { type Struck, strike } from './strike.js'
import type { Ended, FaultedRun } from './update-profile.js'

/** A read as a client asks for it. */
export interface ReadCall {
  readonly sandbox: Sandbox
  readonly accountId: string
  /** undefined: the account's own. */
  readonly platform: Platform | undefined
  /** Where this server is as the client sees it. */
  readonly base: string
  /** The log entry of the call if it ends so. */
  describe(now: Instant, end: RequestEnd): LoggedRequest
}

/** Reads an account and records the call in one step; or the fault that strikes it, if one is armed. */
export function readAccount(call: ReadCall): Promise<Ended | Struck> {
  const { sandbox, accountId } = call
  return sandbox.update<Ended | Struck>(accountId, (current) => {
    const platform = platformRead(current.account, call.platform)
    return strike(current, { operation: 'get', accountId, platform }) ?? end(current, call, undefined)
  })
}

/** The read of a call that a fault has struck. */
export function readAccountFaulted(call: ReadCall, run: FaultedRun): Promise<Ended> {
  return call.sandbox.update(call.accountId, (current) => end(current, call, run))
}

function end(current: Current, call: ReadCall, run: FaultedRun | undefined): AccountChange<Ended> {
  const outcome = { response: respond(current, call), fault: run?.fault }
  return { outcome, request: run?.record === false ? undefined : call.describe(current.now, outcome) }
}

function respond({ account, now }: Current, { accountId, platform: asked, base }: ReadCall): ApiResponse {
  if (account === undefined) {
    return refusalResponse(refusal('account-not-found', `Account ${accountId} not found`))
  }
  const platform = platformRead(account, asked)
  const profile = platform && account.profiles[platform]
  if (profile === undefined) {
    const kind = asked === undefined ? '' : `${asked} `
    return refusalResponse(refusal('profile-not-found', `Account ${accountId} has no ${kind}profile`))
  }
  const body = renderAccount(account, platform!, profile, now, base)
  return { status: 200, body, rule: null, why: `The account was read as it stands on ${platform}.` }
}
