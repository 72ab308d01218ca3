import { Component } from 'preact'
import type { Account } from '../../../client/types.js'
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
        <h3 class="mono">{accountId}</h3>
        <div class="profiles">
          <ProfileCell accountId={accountId} platform="instagram" profile={profiles.instagram} />
          <ProfileCell accountId={accountId} platform="tiktok" profile={profiles.tiktok} />
        </div>
      </li>
    )
  }
}
