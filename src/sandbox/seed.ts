import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decodeText } from '../domain/decode-text.js'
import { OneLineError } from '../domain/one-line-error.js'
import { indexAccounts, type SeedAccounts } from '../domain/seed-overlay.js'
import { describeError, lazyValidator } from '../schema/validation.js'
import { toTemplate } from './account-input.js'
import type { StoredFaultInput } from './fault-schema.js'
import { findDuplicate } from './find-duplicate.js'
import { SeedPictures } from './seed-pictures.js'
import { type AccountInput, type StateInput, StateInput as StateSchema } from './state-schema.js'
import { storedReferences } from './stored-references.js'

/** What every new sandbox starts from. */
export interface Seed {
  readonly clock: NonNullable<StateInput['clock']>
  readonly accounts: SeedAccounts
  readonly faults: readonly StoredFaultInput[]
  readonly file: string
  /** Those that its accounts name as `/media/<file>`. */
  readonly pictures: SeedPictures
  /** Of the file's bytes: tells seeds from one another. */
  readonly hash: string
}

const validate = lazyValidator(StateSchema)

/** A seed file that cannot be used; the message names the file and the path in it, in one line. */
export class SeedError extends OneLineError {
  override name = 'SeedError'
}

/**
 * Reads a seed file; pictures that it does not hold itself are looked for in the folder `pictures` beside it. Throws
 * SeedError. One that is `known` to be good, as the tests have checked, costs a start no look at its shape.
 */
export function readSeed(file: string, known = false): Seed {
  const fail = (problem: string): never => {
    throw new SeedError(`${file}: ${problem}`)
  }
  const { value, hash } = parse(file, fail)
  const errors = known ? undefined : validate(value)
  if (errors !== undefined) fail(describeError(errors, 'the seed').message)
  const state = value as StateInput
  const accounts = state.accounts ?? []
  const pictures = new SeedPictures(join(dirname(file), 'pictures'), state.pictures)
  const duplicate = findDuplicate(state)
  if (duplicate !== undefined) fail(duplicate)
  const missing = findMissingPicture(accounts, pictures)
  if (missing !== undefined) fail(missing)
  return {
    clock: state.clock ?? {},
    accounts: indexAccounts(accounts.map(toTemplate)),
    faults: state.faults ?? [],
    file,
    pictures,
    hash,
  }
}

function parse(file: string, fail: (problem: string) => never): { value: unknown; hash: string } {
  let value: unknown
  let hash = ''
  try {
    const bytes = readFileSync(file)
    hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    value = JSON.parse(decodeText(bytes))
  } catch (error) {
    fail((error as Error).message)
  }
  return { value, hash }
}

function findMissingPicture(accounts: readonly AccountInput[], pictures: SeedPictures): string | undefined {
  for (const [index, account] of accounts.entries()) {
    const missing = storedReferences(account).find(({ file }) => !pictures.has(file))
    if (missing === undefined) continue
    return `accounts[${index}].${missing.field} must name a picture that is given in pictures or lies in ${pictures.folder}`
  }
  return undefined
}
