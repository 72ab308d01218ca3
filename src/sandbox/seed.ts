import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decodeText } from '../domain/decode-text.js'
import { indexAccounts, type SeedAccounts } from '../domain/seed-overlay.js'
import { describeError, lazyValidator } from '../schema/validation.js'
import { toTemplate } from './account-input.js'
import type { StoredFaultInput } from './fault-schema.js'
import { findDuplicate } from './find-duplicate.js'
import { type AccountInput, type StateInput, StateInput as StateSchema } from './state-schema.js'

/** What every new sandbox starts from. */
export interface Seed {
  readonly clock: NonNullable<StateInput['clock']>
  readonly accounts: SeedAccounts
  readonly faults: readonly StoredFaultInput[]
  /** Where the pictures lie that the seed names as `/media/<file>`. */
  readonly pictureFolder: string
  /** Of the file's bytes: tells seeds from one another. */
  readonly hash: string
}

const validate = lazyValidator(StateSchema)

/** A seed file that cannot be used; the message names the file and the path in it. */
export class SeedError extends Error {
  override name = 'SeedError'
}

/** Reads a seed file; its pictures are looked for in the folder `pictures` beside it. Throws SeedError. */
export function readSeed(file: string): Seed {
  const fail = (problem: string): never => {
    throw new SeedError(`${file}: ${problem}`)
  }
  const { state, hash } = parse(file, fail)
  const accounts = state.accounts ?? []
  const pictureFolder = join(dirname(file), 'pictures')
  const duplicate = findDuplicate(state)
  if (duplicate !== undefined) fail(duplicate)
  const missing = findMissingPicture(accounts, pictureFolder)
  if (missing !== undefined) fail(missing)
  return {
    clock: state.clock ?? {},
    accounts: indexAccounts(accounts.map(toTemplate)),
    faults: state.faults ?? [],
    pictureFolder,
    hash,
  }
}

function parse(file: string, fail: (problem: string) => never): { state: StateInput; hash: string } {
  let value: unknown
  let hash = ''
  try {
    const bytes = readFileSync(file)
    hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    value = JSON.parse(decodeText(bytes))
  } catch (error) {
    fail((error as Error).message)
  }
  const errors = validate(value)
  if (errors !== undefined) fail(describeError(errors, 'the seed').message)
  return { state: value as StateInput, hash }
}

function findMissingPicture(accounts: readonly AccountInput[], folder: string): string | undefined {
  for (const [index, { profiles }] of accounts.entries()) {
    for (const [platform, profile] of Object.entries(profiles)) {
      const picture = profile.profilePictureUrl
      if (!picture?.startsWith('/media/') || existsSync(join(folder, picture.slice('/media/'.length)))) continue
      return `accounts[${index}].profiles.${platform}.profilePictureUrl must name a picture in ${folder}`
    }
  }
  return undefined
}
