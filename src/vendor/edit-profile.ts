import type { Account, Profile, ProfileUpdate } from '../profile/account.js'
import type { Refusal } from '../profile/refusal.js'
import { applyUpdate, changesName, describeUpdate, judgeUpdate, withProfile } from '../profile/update.js'
import type { Change } from '../sandbox/account-store.js'
import type { Sandbox } from '../sandbox/sandbox.js'

export interface Edited {
  readonly profile: Profile
  /** Whether the name is another one now. */
  readonly renamed: boolean
  readonly why: string
}

interface Edit {
  readonly sandbox: Sandbox
  readonly accountId: string
  readonly update: ProfileUpdate
  /** Fetches and checks a picture: the path of the stored copy, or why there is none. */
  readonly fetchPicture: (url: string) => Promise<string | Refusal>
  /** false: everything is judged and answered as ever, but nothing is changed. */
  readonly commit: boolean
}

/**
 * Edits a profile in two steps: judge and fetch first, then one atomic update that judges again, because time and other
 * requests have passed while a picture was on its way.
 */
export function editProfile(edit: Edit): Promise<Edited | Refusal> {
  const { profilePictureUrl } = edit.update
  return profilePictureUrl === undefined ? commitEdit(edit, undefined) : editWithPicture(edit, profilePictureUrl)
}

async function editWithPicture(edit: Edit, url: string): Promise<Edited | Refusal> {
  const { sandbox, accountId, update } = edit
  const early = judgeUpdate(await sandbox.accounts.get(accountId), accountId, update, sandbox.clock.now())
  if (early !== undefined) return early
  const fetched = await edit.fetchPicture(url)
  return typeof fetched === 'string' ? commitEdit(edit, fetched) : fetched
}

function commitEdit(edit: Edit, picture: string | undefined): Promise<Edited | Refusal> {
  return edit.sandbox.updateAccount(edit.accountId, (current) => {
    const change = changeOf(current, edit, picture)
    return edit.commit ? change : { outcome: change.outcome }
  })
}

function changeOf(
  current: Account | undefined,
  { accountId, update, sandbox }: Edit,
  picture: string | undefined,
): Change<Edited | Refusal> {
  const now = sandbox.clock.now()
  const refused = judgeUpdate(current, accountId, update, now)
  if (refused !== undefined) return { outcome: refused }
  // Judged: the account is there and has this profile.
  const account = current!
  const before = account.profiles[update.platform]!
  const profile = applyUpdate(before, update, picture, now)
  const outcome = {
    profile,
    renamed: changesName(before, update),
    why: describeUpdate(before, profile, update),
  }
  return profile === before ? { outcome } : { next: withProfile(account, update.platform, profile), outcome }
}
