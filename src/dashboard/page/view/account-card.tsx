import { Component } from 'preact'
import type { Account } from '../../../client/types.js'
import { openAccount } from '../state/address.js'
import { listCalls } from '../state/call-cursor.js'
import { FaultChips } from './fault-chips.js'
import { ProfileCell } from './profile-cell.js'

/** One account, both platforms side by side. Drawn again only when the account itself has changed. */
export class AccountCard extends Component<{ account: Account }> {
  override shouldComponentUpdate(next: { account: Account }): boolean {
    return next.account !== this.props.account
  }

  override render({ account }: { account: Account }) {
    const { accountId, profiles } = account
    return (
      <li class="card">
        <header class="card-head">
          <h3 class="mono">{accountId}</h3>
          <FaultChips accountId={accountId} />
          <span class="card-actions">
            <button
              type="button"
              class="small plain"
              aria-label={`Requests of ${accountId}`}
              onClick={() => listCalls({ accountId })}
            >
              Requests
            </button>
            <button
              type="button"
              class="small plain"
              aria-label={`Edit ${accountId}`}
              onClick={() => openAccount(accountId)}
            >
              Edit
            </button>
          </span>
        </header>
        <div class="profiles">
          <ProfileCell accountId={accountId} platform="instagram" profile={profiles.instagram} />
          <ProfileCell accountId={accountId} platform="tiktok" profile={profiles.tiktok} />
        </div>
      </li>
    )
  }
}
