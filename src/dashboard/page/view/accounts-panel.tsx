import { signal, useComputed } from '@preact/signals'
import type { Account } from '../../../client/types.js'
import { count } from '../model/format.js'
import { MOST_ACCOUNTS } from '../state/load.js'
import { accounts, accountsComplete } from '../state/sandbox-state.js'
import { AccountCard } from './account-card.js'

/** Enough for any screen; many accounts are paged through and filtered. */
const PAGE = 40

const filter = signal('')
const shown = signal(PAGE)

export function AccountsPanel() {
  const matching = useComputed(() => {
    const wanted = filter.value.trim().toLowerCase()
    return wanted === '' ? accounts.value : accounts.value.filter((account) => matches(account, wanted))
  })
  const visible = matching.value.slice(0, shown.value)
  const rest = matching.value.length - visible.length
  return (
    <section class="panel accounts" aria-labelledby="accounts-title">
      <header class="panel-head">
        <h2 id="accounts-title">Accounts</h2>
        <span class="quiet">{total()}</span>
        <input
          type="search"
          class="filter"
          placeholder="Filter by id or name"
          aria-label="Filter accounts by id, name or username"
          value={filter}
          onInput={(event) => {
            filter.value = event.currentTarget.value
            shown.value = PAGE
          }}
        />
      </header>
      <div class="panel-body">
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

function total(): string {
  const known = accounts.value.length
  if (accountsComplete.value) return String(known)
  return known >= MOST_ACCOUNTS ? `the first ${count(known, 'account')}` : `${known.toLocaleString('en')}…`
}

function matches({ accountId, profiles: { instagram, tiktok } }: Account, wanted: string): boolean {
  const texts = [accountId, instagram?.name, instagram?.username, tiktok?.name]
  return texts.some((text) => text?.toLowerCase().includes(wanted))
}
