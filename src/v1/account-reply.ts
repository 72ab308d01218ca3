import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import { type Account, PLATFORMS, type Platform, type Profile } from '../domain/account.js'
import { ACCOUNT_STATUSES, createdAt, warmupState } from '../domain/account-status.js'
import { formatTimestamp, type Instant } from '../domain/timestamp.js'
import { absolutePictureUrl } from './profile-view.js'

const time = { format: 'timestamp' } as const
const timeOrNull = (description: string) => Type.Union([Type.String(time), Type.Null()], { description })

export const ReadAccountReply = Type.Object(
  {
    accountId: Type.String({ description: 'Account identifier (documented).' }),
    phoneId: Type.String({ description: 'The phone that the account belongs to (documented).' }),
    platform: Type.Unsafe<Platform>({
      type: 'string',
      enum: [...PLATFORMS],
      description: 'Platform: tiktok or instagram (documented).',
    }),
    name: Type.String({ description: 'Display name (documented).' }),
    username: Type.String({ description: 'Username (documented); empty on TikTok (assumed).' }),
    bio: Type.String({ description: 'Bio (documented); empty where the profile has none (assumed).' }),
    accountStatus: Type.Unsafe<(typeof ACCOUNT_STATUSES)[number]>({
      type: 'string',
      enum: [...ACCOUNT_STATUSES],
      description: 'How far the account is (documented); `ready` on Instagram (assumed).',
    }),
    warmupDay: Type.Integer({
      minimum: 0,
      maximum: 7,
      description: 'The current day of the 7-day warmup, 0 if it has not started (documented).',
    }),
    warmupStartDate: timeOrNull('null if warmup has not started (documented).'),
    warmupCompletionDate: timeOrNull('null if warmup has not started (documented).'),
    profilePicUrl: Type.String({
      description: 'Profile picture URL (documented); empty where the profile has none (assumed).',
    }),
    createdAt: Type.String({ ...time, description: 'When the account was created (documented).' }),
  },
  {
    title: 'ReadAccountReply',
    additionalProperties: false,
    description: 'The account as it stands (documented).',
    examples: [
      {
        accountId: 'acc_1a2b3c4d5e',
        phoneId: 'phone_abc123',
        platform: 'tiktok',
        name: 'Fashion Insider',
        username: '',
        bio: 'Premium fashion content daily 👗✨',
        accountStatus: 'warming_up',
        warmupDay: 3,
        warmupStartDate: '2024-04-19T10:00:00Z',
        warmupCompletionDate: '2024-04-26T10:00:00Z',
        profilePicUrl: 'https://storage.googleapis.com/...',
        createdAt: '2024-04-19T10:00:00Z',
      },
    ],
  },
)
type ReadAccountReply = Static<typeof ReadAccountReply>

/** The vendor's account as JSON text, its fields in the documented order (Get Account page). */
export function renderAccount(
  account: Account,
  platform: Platform,
  profile: Profile,
  now: Instant,
  base: string,
): string {
  const warmup = warmupState(platform, profile, now)
  const reply: ReadAccountReply = {
    accountId: account.accountId,
    phoneId: account.phoneId ?? phoneIdOf(account.accountId),
    platform,
    name: profile.name,
    username: (platform === 'instagram' ? profile.username : undefined) ?? '',
    bio: profile.bio ?? '',
    accountStatus: warmup.status,
    warmupDay: warmup.day,
    warmupStartDate: warmup.startedAt === null ? null : formatTimestamp(warmup.startedAt),
    warmupCompletionDate: warmup.completesAt === null ? null : formatTimestamp(warmup.completesAt),
    profilePicUrl: absolutePictureUrl(profile.profilePictureUrl ?? '', base),
    createdAt: formatTimestamp(createdAt(account, now)),
  }
  return JSON.stringify(reply)
}

/** Always the same for an account (assumed). */
function phoneIdOf(accountId: string): string {
  return `phone_${createHash('sha256').update(accountId).digest('hex').slice(0, 10)}`
}
