import { openAccountId } from '../state/address.js'
import { accounts, accountsComplete } from '../state/sandbox-state.js'
import { AccountForm } from './account-form.js'

/** Stands for an account that is yet to be made; no account can have this id. */
export const NEW_ACCOUNT = '+'

/** One account, to be edited, or a new one. */
export function AccountTool() {
  const id = openAccountId.value
  if (id === NEW_ACCOUNT) return <AccountForm key={NEW_ACCOUNT} account={undefined} />
  const account = accounts.value.find(({ accountId }) => accountId === id)
  if (account !== undefined) return <AccountForm key={account.accountId} account={account} />
  return <p class="empty">{accountsComplete.value ? 'This sandbox has no such account.' : 'Reading the accounts…'}</p>
}
