import type { Account, ProfileUpdate } from '../domain/account.js'
import type { Fault, FaultTarget } from '../domain/fault.js'
import { ChangeText, type LoggedRequest } from '../domain/logged-request.js'
import { applyUpdate, checkUpdate, describeUpdate, withProfile } from '../domain/profile-update.js'
import { type Refusal, refusal } from '../domain/refusal.js'
import type { Instant } from '../domain/timestamp.js'
import { PictureError } from '../pictures/picture-error.js'
import type { IngestedPicture } from '../pictures/types.js'
import type { AccountChange, Current } from '../sandbox/account-change.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import { type ApiResponse, refusalResponse } from './api-response.js'
import { profileWriter } from './profile-view.js'
import type { RequestEnd } from './record-request.js'
import { type Struck, strike } from './strike.js'

/** An update as a client asks for it. */
export interface UpdateCall {
  readonly sandbox: Sandbox
  readonly accountId: string
  readonly update: ProfileUpdate
  /** Where this server is as the client sees it. */
  readonly base: string
  /** The log entry of the call if it ends so. */
  describe(now: Instant, end: RequestEnd): LoggedRequest
  /** Fetches, checks and keeps the picture of that URL. Rejects with PictureError. */
  ingest(url: string): Promise<IngestedPicture>
}

/** How a call that an armed fault has struck is still run. */
export interface FaultedRun {
  readonly fault: Fault
  /** Of the state that the fault was armed in. */
  readonly generation: string
  /** false: everything is checked and answered as ever, but nothing is changed. */
  readonly commit: boolean
  /** false: what the client gets is not what comes of the update, and is recorded by the fault. */
  readonly record: boolean
}

/** The end of a call, which has been recorded unless its run says otherwise. */
export interface Ended extends RequestEnd {
  readonly response: ApiResponse
}

/** Every check has passed that needs no picture, and there is one to be fetched. */
interface Waiting {
  readonly generation: string
}

/**
 * The update from its first check to its record; or the fault that strikes it, if one is armed. Without a picture it is
 * one step; with one the checks that need none come first, and then again.
 */
export function updateProfile(call: UpdateCall): Promise<Ended | Struck> {
  const { sandbox, accountId, update } = call
  if (update.profilePictureUrl !== undefined) return updateWithPicture(call)
  return sandbox.update<Ended | Struck>(
    accountId,
    (current) => strike(current, targetOf(call)) ?? commit(current, call, undefined, undefined),
  )
}

async function updateWithPicture(call: UpdateCall): Promise<Ended | Struck> {
  const begun = await call.sandbox.update<Ended | Struck | Waiting>(
    call.accountId,
    (current) => strike(current, targetOf(call)) ?? begin(current, call, undefined),
  )
  return 'response' in begun || 'fault' in begun ? begun : finish(call, begun.generation, undefined)
}

function targetOf({ accountId, update }: UpdateCall): FaultTarget {
  return { operation: 'update', accountId, platform: update.platform }
}

/** The update of a call that a fault has struck. */
export async function updateProfileFaulted(call: UpdateCall, run: FaultedRun): Promise<Ended> {
  const { sandbox, accountId, update } = call
  if (update.profilePictureUrl === undefined) {
    return sandbox.update(accountId, (current) => commit(current, call, run, undefined))
  }
  const begun = await sandbox.update(accountId, (current) => begin(current, call, run))
  return 'response' in begun ? begun : finish(call, run.generation, run)
}

/** Every check that needs no picture. */
function begin(current: Current, call: UpdateCall, run: FaultedRun | undefined): AccountChange<Ended | Waiting> {
  const { generation } = current
  const refused = check(current, call, run?.generation)
  return refused === undefined
    ? { outcome: { generation } }
    : end(current, call, run, { response: refusalResponse(refused) })
}

/** Fetches the picture, then commits: both begin again from what stands by then. */
async function finish(call: UpdateCall, generation: string, run: FaultedRun | undefined): Promise<Ended> {
  const { sandbox, accountId, update } = call
  let picture: IngestedPicture
  try {
    picture = await call.ingest(update.profilePictureUrl!)
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    const { rule, message, facts } = error
    return sandbox.update(accountId, (current) => {
      const response = refusalResponse(checkGeneration(current, generation) ?? refusal(rule, message))
      return end(current, call, run, { response, picture: facts })
    })
  }
  return sandbox.update(accountId, (current) => commit(current, call, run, picture, generation))
}

function commit(
  current: Current,
  call: UpdateCall,
  run: FaultedRun | undefined,
  picture: IngestedPicture | undefined,
  generation = run?.generation,
): AccountChange<Ended> {
  const { update, base } = call
  const refused = check(current, call, generation)
  if (refused !== undefined) {
    return end(current, call, run, { response: refusalResponse(refused), picture: picture?.facts })
  }
  // Checked: the account is there and has this profile.
  const account = current.account!
  const before = account.profiles[update.platform]!
  const after = applyUpdate(before, update, picture?.path, current.now)
  const change = { platform: update.platform, before, after }
  const writer = profileWriter(base)
  const body = writer(account.accountId, change)
  const why = describeUpdate(before, after, update)
  if (run?.commit === false || after === before) {
    return end(current, call, run, { response: { status: 200, body, rule: null, why }, picture: picture?.facts })
  }
  const madeBody = new ChangeText(writer, account.accountId, change, Buffer.byteLength(body))
  const response = { status: 200, body, madeBody, rule: null, why }
  const changed = withProfile(account, update.platform, after)
  return end(current, call, run, { response, picture: picture?.facts, change }, changed)
}

function check(current: Current, call: UpdateCall, generation: string | undefined): Refusal | undefined {
  const { account, now } = current
  return checkGeneration(current, generation) ?? checkUpdate(account, call.accountId, call.update, now)
}

/** Refuses what has begun in another state than the present one; undefined: it begins in this one. */
function checkGeneration(current: Current, generation: string | undefined): Refusal | undefined {
  if (generation === undefined || generation === current.generation) return undefined
  return refusal(
    'sandbox-reset',
    'An unexpected error occurred',
    'The sandbox was reset, replaced or restored while the update was under way; nothing of the new state was changed.',
  )
}

/** The call ends so, and its log entry is part of the step. */
function end(
  { now }: Current,
  call: UpdateCall,
  run: FaultedRun | undefined,
  ended: Ended,
  account?: Account,
): AccountChange<Ended> {
  const outcome = run === undefined ? ended : { ...ended, fault: run.fault }
  return { outcome, account, request: run?.record === false ? undefined : call.describe(now, outcome) }
}
