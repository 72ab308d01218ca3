import type { Account, AccountTemplate, LoadTime } from './account.js'
import type { Instant } from './timestamp.js'

/** The accounts that every sandbox starts from: shared by all of them, never changed. */
export interface SeedAccounts {
  readonly byId: ReadonlyMap<string, AccountTemplate>
  /** In id order. */
  readonly ids: readonly string[]
}

/** What a store holds of an account: nothing (undefined) where the seed's still stands, null where it was deleted. */
export type StoredAccount = Account | AccountTemplate | null | undefined

/** How a sandbox lies over its seed. */
export interface Overlay {
  /** false: the whole state was replaced with accounts of its own, and the seed's no longer show. */
  readonly overSeed: boolean
  /** The sandbox's time when its accounts were loaded. */
  readonly loadedAt: Instant
}

const compareIds = (a: string, b: string) => (a < b ? -1 : 1)

/** The templates by their ids, each of which occurs once. */
export function indexAccounts(templates: readonly AccountTemplate[]): SeedAccounts {
  const byId = new Map(templates.map((template) => [template.accountId, template]))
  return { byId, ids: [...byId.keys()].sort(compareIds) }
}

/** The account of that id as the sandbox has it: what is stored, else the seed's. */
export function findAccount(
  seed: SeedAccounts,
  overlay: Overlay,
  accountId: string,
  stored: StoredAccount,
): Account | undefined {
  const found = stored === undefined && overlay.overSeed ? seed.byId.get(accountId) : stored
  if (found === undefined || found === null) return undefined
  return found.resolved ? found : loadTemplate(found, overlay.loadedAt)
}

/** In id order, the first `limit` accounts after that id. `stored` is all that a store holds after it. */
export function listAccounts(
  seed: SeedAccounts,
  overlay: Overlay,
  stored: ReadonlyMap<string, Exclude<StoredAccount, undefined>>,
  after: string,
  limit: number,
): Account[] {
  const seedIds = overlay.overSeed ? seed.ids : []
  const own = [...stored.keys()].filter((id) => !overlay.overSeed || !seed.byId.has(id))
  const ids = own.length === 0 ? seedIds : [...seedIds, ...own].sort(compareIds)
  const found: Account[] = []
  for (const id of ids) {
    if (found.length === limit) break
    const account = id > after ? findAccount(seed, overlay, id, stored.get(id)) : undefined
    if (account !== undefined) found.push(account)
  }
  return found
}

/** The account that a template describes when it is loaded at that instant. */
export function loadTemplate(template: AccountTemplate, loadedAt: Instant): Account {
  const { accountId, phoneId, createdAt, profiles } = template
  const { tiktok, instagram } = profiles
  return {
    resolved: true,
    accountId,
    phoneId,
    createdAt: createdAt === undefined ? undefined : loadTime(createdAt, loadedAt),
    loadedAt,
    profiles: {
      tiktok: tiktok && loadProfile(tiktok, loadedAt),
      instagram: instagram && loadProfile(instagram, loadedAt),
    },
  }
}

function loadProfile(template: NonNullable<AccountTemplate['profiles']['tiktok']>, loadedAt: Instant) {
  const { name, username, bio, profilePictureUrl, updatedAt, nameChangedAt, warmupStartedAt } = template
  return {
    name,
    username,
    bio,
    profilePictureUrl,
    updatedAt: loadTime(updatedAt, loadedAt),
    nameChangedAt: nameChangedAt === null ? null : loadTime(nameChangedAt, loadedAt),
    warmupStartedAt: warmupStartedAt === null ? null : loadTime(warmupStartedAt, loadedAt),
  }
}

function loadTime(time: LoadTime, loadedAt: Instant): Instant {
  return typeof time === 'number' ? time : loadedAt - time.ago
}
