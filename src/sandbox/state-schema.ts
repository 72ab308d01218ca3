import { type Static, Type } from '@sinclair/typebox'
import { FAULT_LIMIT } from '../domain/limits.js'
import { optional, strict, Text } from '../schema/fields.js'
import { StoredFaultInput } from './fault-schema.js'

export const Timestamp = Type.String({
  format: 'timestamp',
  expected: 'a UTC time of whole seconds, such as 2024-04-21T10:00:00Z',
  examples: ['2024-04-21T10:00:00Z'],
})

const units = (maximum: number) =>
  optional(Type.Integer({ minimum: 0, maximum, expected: `a whole number from 0 to ${maximum}` }))

/** A span of whole units; the sum counts. Each unit alone is at most 100 years. */
export const Span = Type.Object(
  {
    days: units(36_525),
    hours: units(876_600),
    minutes: units(52_596_000),
    seconds: units(3_155_760_000),
  },
  {
    title: 'Span',
    ...strict,
    minProperties: 1,
    expected: 'an object with at least one of days, hours, minutes and seconds',
    description: 'A span of time: the sum of its units, at least one of which is given.',
    examples: [{ days: 7 }],
  },
)
export type Span = Static<typeof Span>

const Ago = Type.Object({ ago: Span }, strict)
const Time = Type.Union([Timestamp, Ago], {
  expected: 'a UTC time such as 2024-04-21T10:00:00Z, or {"ago": {"days": 2}}',
  description:
    'A timestamp, or a span back from the sandbox’s clock at the moment of loading. An offset and fractions of a second may be given; it is kept in UTC and whole seconds.',
})
export type Time = Static<typeof Time>
const TimeOrNull = Type.Union([Timestamp, Ago, Type.Null()], {
  expected: 'null, a UTC time such as 2024-04-21T10:00:00Z, or {"ago": {"days": 2}}',
  description: 'As `updatedAt`, or null for never.',
})

export const StoredPicture = Type.String({
  format: 'picture-reference',
  expected: 'a path such as /media/picture.jpg, or an absolute http or https URL',
  description: 'Where the sandbox keeps its copy of the picture.',
})

/** Pictures that come along with the accounts that name them, by their file names. */
export const PicturesInput = Type.Unsafe<Record<string, string>>({
  type: 'object',
  propertyNames: { format: 'picture-file', expected: 'a file name such as picture.jpg' },
  additionalProperties: { type: 'string', format: 'base64', expected: 'a picture in base64' },
  description:
    'Stored pictures by file name, in base64: `accounts` names them as `/media/<file>`. One whose bytes are not those of its name is kept under another, which the accounts then name.',
})

const profile = {
  name: Text,
  bio: optional(Type.String()),
  profilePictureUrl: optional(StoredPicture),
  updatedAt: optional(Time),
  nameChangedAt: optional(TimeOrNull),
  nextNameChangeAllowed: optional(Type.Unknown({ description: 'Derived; ignored on the way in.' })),
}

export const InstagramProfileInput = Type.Object(
  { ...profile, username: optional(Text) },
  { title: 'InstagramProfileInput', ...strict },
)
export const TikTokProfileInput = Type.Object(
  {
    ...profile,
    warmupStartedAt: optional(TimeOrNull),
    warmupDay: optional(Type.Unknown({ description: 'Derived; ignored on the way in.' })),
  },
  { title: 'TikTokProfileInput', ...strict },
)

export const AccountId = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,128}$',
  expected: '1 to 128 letters, digits, underscores and hyphens',
  examples: ['acc_1a2b3c4d5e'],
})

const ProfilesInput = Type.Object(
  { instagram: optional(InstagramProfileInput), tiktok: optional(TikTokProfileInput) },
  { ...strict, expected: 'an object with instagram, tiktok or both' },
)
const accountFacts = {
  phoneId: optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,128}$',
      expected: '1 to 128 letters, digits, underscores and hyphens',
      examples: ['phone_abc123'],
      description: 'The phone that the account belongs to (documented); left out, it follows from the account’s id.',
    }),
  ),
  createdAt: optional(Time),
}
export const AccountInput = Type.Object(
  { accountId: AccountId, ...accountFacts, profiles: ProfilesInput },
  { title: 'AccountInput', ...strict, description: 'An account with a profile on one platform, on both or on none.' },
)
export type AccountInput = Static<typeof AccountInput>

/** The body of a PUT to one account, whose path already names it. */
export const AccountBody = Type.Object(
  { accountId: optional(AccountId), ...accountFacts, profiles: ProfilesInput, pictures: optional(PicturesInput) },
  {
    title: 'AccountBody',
    ...strict,
    description: 'An account; the `accountId` is the path’s, or left out.',
    examples: [{ profiles: { tiktok: { name: 'Fashion Insider', nameChangedAt: { ago: { days: 2 } } } } }],
  },
)
export type AccountBody = Static<typeof AccountBody>

export const ClockInput = Type.Object(
  {
    mode: optional(
      Type.Unsafe<'real' | 'running' | 'frozen'>({
        type: 'string',
        enum: ['real', 'running', 'frozen'],
        expected: 'real, running or frozen',
      }),
    ),
    now: optional(
      Type.String({
        format: 'clock-time',
        expected: 'a UTC time of whole seconds between the years 1900 and 9998, such as 2024-04-21T10:00:00Z',
        examples: ['2024-04-21T10:00:00Z'],
      }),
    ),
  },
  {
    title: 'ClockInput',
    ...strict,
    description:
      '`real` (`now` is ignored), `running` (from `now` on) or `frozen`. What is left out stays; `now` alone on a real clock makes it running.',
    examples: [{ mode: 'frozen', now: '2024-04-21T10:00:00Z' }],
  },
)
export type ClockInput = Static<typeof ClockInput>

/** The one shape: the seed file, what `GET /_sandbox` answers and what `PUT /_sandbox` takes. */
export const StateInput = Type.Object(
  {
    clock: optional(ClockInput),
    accounts: optional(Type.Array(AccountInput)),
    faults: optional(Type.Array(StoredFaultInput, { maxItems: FAULT_LIMIT })),
    pictures: optional(PicturesInput),
  },
  {
    title: 'StateInput',
    ...strict,
    description:
      'The one shape, on the way in: what is left out comes from the seed. A state that was read is one too.',
    examples: [{ clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' } }],
  },
)
export type StateInput = Static<typeof StateInput>
