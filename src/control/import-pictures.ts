import { mediaFileOf } from '../domain/media-path.js'
import { PictureError } from '../pictures/picture-error.js'
import type { Pictures } from '../pictures/types.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import type { AccountInput } from '../sandbox/state-schema.js'
import { type StoredReference, storedReferences } from '../sandbox/stored-references.js'
import { invalid } from './control-errors.js'

/** The pictures that come with accounts: base64 by file name. */
type Given = Readonly<Record<string, string>>

/** A call that has brought its pictures goes on to its end, whoever waits for it. */
const PATIENT = new AbortController().signal

/**
 * Stores the pictures that come with accounts, and gives the accounts back, naming each by the path at which it stands.
 * `pathOf` says where in the body an account is. Throws ControlError where a picture is none that a profile could have, or
 * an account names one that is neither given nor stored and is not its own already.
 */
export async function importPictures(
  pictures: Pictures,
  sandbox: Sandbox,
  accounts: readonly AccountInput[],
  given: Given,
  pathOf: (index: number) => string,
): Promise<AccountInput[]> {
  for (const [index, account] of accounts.entries()) {
    for (const reference of storedReferences(account)) {
      if (Object.hasOwn(given, reference.file) || (await stands(pictures, sandbox, reference))) continue
      throw invalid(`${pathOf(index)}${reference.field} must name a picture that is stored here or given in pictures`)
    }
  }
  const paths = new Map<string, string>()
  for (const [file, base64] of Object.entries(given)) paths.set(file, await importOne(pictures, file, base64))
  return accounts.map((account) => renamed(account, paths))
}

/** Whether there is such a picture, or was: the account names it already, and it had to make room. */
async function stands(pictures: Pictures, sandbox: Sandbox, { accountId, file }: StoredReference): Promise<boolean> {
  if ((await pictures.read(file)) !== undefined) return true
  const present = await sandbox.account(accountId)
  return present !== undefined && storedReferences(present).some((reference) => reference.file === file)
}

async function importOne(pictures: Pictures, file: string, base64: string): Promise<string> {
  try {
    return await pictures.importFile(file, Buffer.from(base64, 'base64'), PATIENT)
  } catch (error) {
    throw error instanceof PictureError ? invalid(error.about(`pictures.${file}`)) : error
  }
}

function renamed(account: AccountInput, paths: ReadonlyMap<string, string>): AccountInput {
  const profiles = Object.entries(account.profiles).map(([platform, profile]) => {
    const path = paths.get(mediaFileOf(profile.profilePictureUrl) ?? '')
    return [platform, path === undefined ? profile : { ...profile, profilePictureUrl: path }]
  })
  return { ...account, profiles: Object.fromEntries(profiles) }
}
