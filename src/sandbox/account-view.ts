import type { Account } from '../domain/account.js'
import { type InstagramState, instagramState, type TikTokState, tikTokState } from '../domain/profile-state.js'
import { formatTimestamp, type Instant } from '../domain/timestamp.js'

/** An account as the control surface shows it; fed back, it gives the same account. */
export interface AccountView {
  accountId: string
  /** This and the next only where a state has given them. */
  phoneId?: string
  createdAt?: string
  profiles: { instagram?: InstagramState; tiktok?: TikTokState }
}

/** The account as the control surface shows it at that instant. */
export function toAccountView({ accountId, phoneId, createdAt, profiles }: Account, now: Instant): AccountView {
  const { instagram, tiktok } = profiles
  return {
    accountId,
    ...(phoneId !== undefined && { phoneId }),
    ...(createdAt !== undefined && { createdAt: formatTimestamp(createdAt) }),
    profiles: {
      ...(instagram && { instagram: instagramState(instagram, now) }),
      ...(tiktok && { tiktok: tikTokState(tiktok, now) }),
    },
  }
}
