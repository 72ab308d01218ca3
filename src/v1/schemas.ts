import { type Static, Type } from '@sinclair/typebox'
import { PLATFORMS } from '../domain/account.js'
import type { RuleId } from '../domain/rules.js'
import { errorResponse } from '../http/error-schema.js'
import { PlatformName } from '../schema/fields.js'

const nonSpace = { pattern: '\\S', expected: 'a string with at least one non-space character' } as const

export const UpdateBody = Type.Object(
  {
    platform: Type.Unsafe<(typeof PLATFORMS)[number]>({
      type: 'string',
      enum: [...PLATFORMS],
      expected: 'tiktok or instagram',
      description: 'Platform to update: tiktok or instagram (documented).',
    }),
    name: Type.Optional(
      Type.String({
        ...nonSpace,
        description:
          'New display name. TikTok: once every 7 days, after Day 5 of warmup; Instagram: once every 14 days (documented). ' +
          'It holds at least one non-space character (assumed).',
      }),
    ),
    username: Type.Optional(
      Type.String({ ...nonSpace, description: 'New username, Instagram only, as often as you like (documented).' }),
    ),
    bio: Type.Optional(
      Type.String({ description: 'New bio, as often as you like (documented); an empty one clears it (assumed).' }),
    ),
    profilePictureUrl: Type.Optional(
      Type.String({
        format: 'picture-url',
        maxLength: 2048,
        expected: 'an absolute http or https URL of at most 2048 characters without user:password',
        description: 'URL of the new picture: publicly accessible and square (documented).',
      }),
    ),
  },
  {
    title: 'UpdateBody',
    expected: 'a JSON object',
    description: 'Only `platform` is required. Fields that are not listed are ignored (assumed).',
    'x-examples': {
      sample: {
        summary: 'With a sample picture, which needs no network',
        value: {
          platform: 'instagram',
          bio: 'Premium fashion content daily 👗✨',
          profilePictureUrl: 'https://pictures.test/1080x1080.jpg',
        },
      },
      documented: {
        summary: 'The vendor’s example (documented)',
        value: {
          platform: 'instagram',
          bio: 'Premium fashion content daily 👗✨',
          profilePictureUrl: 'https://example.com/new-pic.jpg',
        },
      },
    },
  },
)
export type UpdateBody = Static<typeof UpdateBody>

/** The fields that the vendor knows; others are ignored. */
export const UPDATE_FIELDS: ReadonlySet<string> = new Set(Object.keys(UpdateBody.properties))

/** The query of a read. */
export const ReadQuery = Type.Object({ platform: Type.Optional(PlatformName) })
/** The query parameters that are known; others are ignored (assumed). */
export const READ_PARAMETERS: ReadonlySet<string> = new Set(Object.keys(ReadQuery.properties))

/** The rule that stands behind each field's schema. */
export const FIELD_RULES: Record<string, RuleId> = {
  platform: 'platform-invalid',
  name: 'name-invalid',
  username: 'username-invalid',
  bio: 'bio-invalid',
  profilePictureUrl: 'picture-url-invalid',
}

const time = { format: 'timestamp' } as const

export const UpdateReply = Type.Object(
  {
    success: Type.Literal(true, { description: 'The profile was updated (documented).' }),
    accountId: Type.String({ description: 'Account identifier (documented).' }),
    platform: Type.Unsafe<(typeof PLATFORMS)[number]>({
      type: 'string',
      enum: [...PLATFORMS],
      description: 'Platform: tiktok or instagram (documented).',
    }),
    name: Type.String({ description: 'Display name (documented).' }),
    username: Type.Optional(Type.String({ description: 'Username, Instagram only (documented).' })),
    bio: Type.Optional(
      Type.String({ description: 'Bio (documented); left out where the profile has none (assumed).' }),
    ),
    profilePictureUrl: Type.Optional(
      Type.String({
        description:
          'Profile picture URL (documented): the sandbox’s own copy, as an absolute URL; left out where the profile has none (assumed).',
      }),
    ),
    updatedAt: Type.String({
      ...time,
      description: 'When the profile was updated (documented), by the sandbox’s clock.',
    }),
    nextNameChangeAllowed: Type.Optional(
      Type.String({
        ...time,
        description: 'When the name can be changed again; only if this request changed it (documented).',
      }),
    ),
  },
  {
    title: 'UpdateReply',
    additionalProperties: false,
    description: 'The profile as it stands after the update (documented).',
    examples: [
      {
        success: true,
        accountId: 'acc_1a2b3c4d5e',
        platform: 'instagram',
        name: 'Fashion Insider',
        username: 'fashioninsider',
        bio: 'Premium fashion content daily 👗✨',
        profilePictureUrl: 'https://storage.googleapis.com/...',
        updatedAt: '2024-04-21T19:45:00Z',
      },
    ],
  },
)
export type UpdateReply = Static<typeof UpdateReply>

export const FAULT_REPLY = errorResponse(
  'An armed fault of the sandbox answers with the status, code and message it was given.',
  { code: 'internal', message: 'An unexpected error occurred' },
)
