import { signal, useComputed } from '@preact/signals'
import type { Account } from '../../../client/types.js'
import { faultEffect, faultTarget } from '../model/fault-words.js'
import { count } from '../model/format.js'
import type { ShownFault } from '../model/types.js'
import { address, go, openAccount } from '../state/address.js'
import { showArmed } from '../state/fault-form.js'
import { MOST_ACCOUNTS } from '../state/load.js'
import { printing } from '../state/printing.js'
import { accounts, accountsComplete, faults } from '../state/sandbox-state.js'
import { AccountCard } from './account-card.js'
import { NEW_ACCOUNT } from './account-tool.js'

/** Enough for any screen; many accounts are paged through and filtered. */
const PAGE = 40

const shown = signal(PAGE)

export function AccountsPanel() {
  const { find } = address.value
  const matching = useComputed(() => {
    const wanted = address.value.find.trim().toLowerCase()
    return wanted === '' ? accounts.value : accounts.value.filter((account) => matches(account, wanted))
  })
  const visible = printing.value ? matching.value : matching.value.slice(0, shown.value)
  const rest = matching.value.length - visible.length
  return (
    <section class="panel accounts" aria-labelledby="accounts-title">
      <header class="panel-head">
        <h2 id="accounts-title">Accounts</h2>
        <span class="quiet">
          {find.trim() === '' ? total() : `${matching.value.length.toLocaleString('en')} of ${total()}`}
        </span>
        <input
          type="search"
          class="filter"
          placeholder="Filter by id or name"
          aria-label="Filter accounts by id, name or username"
          value={find}
          onInput={(event) => {
            go({ find: event.currentTarget.value }, true)
            shown.value = PAGE
          }}
        />
        <button type="button" id="add-account" onClick={() => openAccount(NEW_ACCOUNT)}>
          Add
        </button>
      </header>
      <div class="panel-body">
        <FaultsOfAll />
        <ul class="cards">
          {visible.map((account) => (
            <AccountCard key={account.accountId} account={account} />
          ))}
        </ul>
        {matching.value.length === 0 && accountsComplete.value && (
          <p class="empty">{accounts.value.length === 0 ? 'This sandbox has no accounts.' : 'No account matches.'}</p>
        )}
        {rest > 0 && (
          <button
            type="button"
            class="more"
            onClick={() => {
              shown.value += PAGE
            }}
          >
            Show {Math.min(rest, PAGE)} more of {rest.toLocaleString('en')}
          </button>
        )}
      </div>
    </section>
  )
}

const describe = (fault: ShownFault) => `${faultEffect(fault)} (${faultTarget(fault).replace('any account, ', '')})`

/** The armed faults that no account's card shows, because they apply to all of them. */
function FaultsOfAll() {
  const general = faults.value.filter(({ accountId }) => accountId === undefined)
  if (general.length === 0) return null
  return (
    <p class="faults-of-all">
      <button type="button" class="chip" onClick={showArmed}>
        {count(general.length, 'fault')} for every account
      </button>
      <span class="quiet">{general.map(describe).join('; ')}</span>
    </p>
  )
}

function total(): string {
  const known = accounts.value.length
  if (accountsComplete.value) return known.toLocaleString('en')
  return known >= MOST_ACCOUNTS ? `the first ${count(known, 'account')}` : `${known.toLocaleString('en')}…`
}

function matches({ accountId, profiles: { instagram, tiktok } }: Account, wanted: string): boolean {
  const texts = [accountId, instagram?.name, instagram?.username, tiktok?.name]
  return texts.some((text) => text?.toLowerCase().includes(wanted))
}
