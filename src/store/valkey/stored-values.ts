import { randomBytes } from 'node:crypto'
import type { Account, AccountTemplate } from '../../domain/account.js'
import type { Fault } from '../../domain/fault.js'
import type { StoredAccount } from '../../domain/seed-overlay.js'
import type { SandboxHead } from '../store.js'

/** Head and faults as they were read, with the version that tells them from all others. */
export interface VersionedHead {
  readonly version: string
  readonly head: SandboxHead
  readonly faults: readonly Fault[]
}

/** What is stored of an account, and the token in front of it that tells this value from all others; '' for none. */
export interface VersionedAccount {
  readonly token: string
  readonly account: StoredAccount
}

export const NO_ACCOUNT: VersionedAccount = { token: '', account: undefined }

/** The field of a sandbox's state that holds the account. */
export const accountField = (accountId: string) => `a:${accountId}`
export const accountIdOf = (field: string) => (field.startsWith('a:') ? field.slice(2) : undefined)

const PROCESS = randomBytes(6).toString('base64url')
let written = 0

/** A text that no other write of any server has. */
export function nextVersion(): string {
  written += 1
  return PROCESS + written.toString(36)
}

export function encodeAccount(account: Account | AccountTemplate | null): string {
  return `${nextVersion()} ${JSON.stringify(account)}`
}

export function decodeAccount(value: string | null | undefined): VersionedAccount {
  if (value === null || value === undefined) return NO_ACCOUNT
  const end = value.indexOf(' ') + 1
  return { token: value.slice(0, end), account: JSON.parse(value.slice(end)) }
}

/** What the store gave for each of these accounts, in their order. */
export function decodeAccounts(accountIds: readonly string[], values: readonly (string | null)[]) {
  return new Map(accountIds.map((id, index) => [id, decodeAccount(values[index])]))
}

/** Undefined where nothing is stored. */
export function decodeHead(version: unknown, head: unknown, faults: unknown): VersionedHead | undefined {
  if (typeof version !== 'string') return undefined
  return { version, head: JSON.parse(head as string), faults: JSON.parse(faults as string) }
}
