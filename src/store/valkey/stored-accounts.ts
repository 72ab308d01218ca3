import type { StoredState } from '../store.js'
import type { SandboxDeps } from './sandbox-deps.js'
import { accountField, accountIdOf, decodeAccount, decodeHead } from './stored-values.js'

type Accounts = [accountId: string, account: NonNullable<ReturnType<typeof decodeAccount>['account']> | null][]

/** Everything that is stored of the accounts, at one moment; undefined where there is no sandbox. */
export async function readAllAccounts({ link, names }: SandboxDeps): Promise<StoredState | undefined> {
  const { v, h, f, ...rest } = (await link.send(names.state, ['HGETALL', names.state])) as Record<string, string>
  const found = decodeHead(v, h, f)
  if (found === undefined) return undefined
  const accounts: Accounts = Object.entries(rest).flatMap(([field, value]) => {
    const accountId = accountIdOf(field)
    return accountId === undefined ? [] : [[accountId, decodeAccount(value).account ?? null]]
  })
  return { ...found, accounts: new Map(accounts) }
}

/**
 * The stored accounts after that id, in id order, as far as `limit` of them that are not deleted; undefined where there is
 * no sandbox. The ids are read first, so that a page of a large sandbox does not cost all of it.
 */
export async function readAccountsAfter(
  { link, names }: SandboxDeps,
  after: string,
  limit: number,
): Promise<StoredState | undefined> {
  const known = (await link.send(names.state, ['HKEYS', names.state])) as string[]
  const ids = known.map(accountIdOf).filter((id) => id !== undefined && id > after) as string[]
  ids.sort()
  const accounts: Accounts = []
  let live = 0
  for (let at = 0; ; at += limit) {
    const page = ids.slice(at, at + limit)
    const command = ['HMGET', names.state, 'v', 'h', 'f', ...page.map(accountField)]
    const [version, head, faults, ...values] = (await link.send(names.state, command)) as (string | null)[]
    const found = decodeHead(version, head, faults)
    if (found === undefined) return undefined
    for (const [index, id] of page.entries()) {
      const { account } = decodeAccount(values[index])
      if (account === undefined) continue
      accounts.push([id, account])
      if (account !== null) live += 1
    }
    if (live >= limit || at + limit >= ids.length) return { ...found, accounts: new Map(accounts) }
  }
}
