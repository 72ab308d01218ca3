import type { Account, ProfileUpdate } from '../domain/account.js'
import { applyUpdate, changesName, checkUpdate, describeUpdate, withProfile } from '../domain/profile-update.js'
import type { Refusal } from '../domain/refusal.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import type { Change } from '../store/memory/account-store.js'
import { type ApiResponse, refusalResponse } from './api-response.js'
import { renderProfile } from './profile-view.js'

interface Edit {
  readonly sandbox: Sandbox
  readonly accountId: string
  readonly update: ProfileUpdate
  /** Where this server is as the client sees it. */
  readonly base: string
  /** false: everything is judged and answered as ever, but nothing is changed. */
  readonly commit: boolean
}

/** Edits a profile in one atomic step. `picture` is the path of the copy that has been stored for this update. */
export function editProfile(edit: Edit, picture?: string): Promise<ApiResponse> {
  return edit.sandbox.updateAccount(edit.accountId, (current) => changeOf(current, edit, picture))
}

/**
 * Edits a profile in two steps: judge and fetch the picture first, then one atomic step that judges again, because time
 * and other requests have passed meanwhile. `fetchPicture` gives the path of the stored copy, or why there is none.
 */
export async function editWithPicture(edit: Edit, fetchPicture: () => Promise<string | Refusal>): Promise<ApiResponse> {
  const { sandbox, accountId, update } = edit
  const early = checkUpdate(await sandbox.accounts.get(accountId), accountId, update, sandbox.clock.now())
  if (early !== undefined) return refusalResponse(early)
  const fetched = await fetchPicture()
  return typeof fetched === 'string' ? editProfile(edit, fetched) : refusalResponse(fetched)
}

function changeOf(current: Account | undefined, edit: Edit, picture: string | undefined): Change<ApiResponse> {
  const { accountId, update, sandbox, base, commit } = edit
  const now = sandbox.clock.now()
  const refused = checkUpdate(current, accountId, update, now)
  if (refused !== undefined) return { next: undefined, outcome: refusalResponse(refused) }
  // Judged: the account is there and has this profile.
  const account = current!
  const before = account.profiles[update.platform]!
  const profile = applyUpdate(before, update, picture, now)
  const body = renderProfile(accountId, update.platform, profile, changesName(before, update), base)
  const outcome = { status: 200, body, refused: null, why: describeUpdate(before, profile, update) }
  const changed = commit && profile !== before
  return { next: changed ? withProfile(account, update.platform, profile) : undefined, outcome }
}
