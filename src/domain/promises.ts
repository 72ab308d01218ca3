/**
 * What a success must look like, and a refusal beside what refuses it. Promises decide no reply; the conformance suite
 * tries them by the same list as the rules that do.
 */
export interface PromiseRule {
  readonly id: string
  readonly kind: 'promise'
  /** The promise in one line. */
  readonly statement: string
  readonly source: 'documented' | 'assumed'
  /** The vendor's page that documents it. */
  readonly page?: 'Edit Profile' | 'Get Account'
}

const assumed = { kind: 'promise', source: 'assumed' } as const
const editProfile = { kind: 'promise', source: 'documented', page: 'Edit Profile' } as const
const getAccount = { ...editProfile, page: 'Get Account' } as const

const catalogue = {
  'update-reply-fields': {
    ...editProfile,
    statement:
      'An update answers `success`, `accountId`, `platform`, `name`, `username` (Instagram only), `bio`, `profilePictureUrl` and `updatedAt`, in that order.',
  },
  'update-applied': {
    ...editProfile,
    statement: 'What an update sends is what its reply and the next read show; all else stays as it was.',
  },
  'timestamps-whole-seconds': {
    ...editProfile,
    statement: 'Times are UTC with whole seconds, as in `2024-04-21T19:45:00Z`.',
  },
  'updated-at-set': {
    ...assumed,
    statement: 'Any field that is sent sets `updatedAt`, even with its present value.',
  },
  'platform-alone-changes-nothing': {
    ...assumed,
    statement: 'A body with nothing but `platform` changes nothing, `updatedAt` included.',
  },
  'unknown-fields-ignored': {
    ...assumed,
    statement: 'Fields and query parameters that the vendor’s pages do not list are ignored.',
  },
  'next-name-change-allowed': {
    ...editProfile,
    statement:
      'The reply to a change of name, and no other, holds `nextNameChangeAllowed`: 7 days after it on TikTok, 14 on Instagram.',
  },
  'same-name-no-change': {
    ...assumed,
    statement: 'Sending the present name is no change of name: it is never refused and starts no cooldown.',
  },
  'name-free-on-time': {
    ...assumed,
    statement: 'A day is 24 hours: a name changes again at exactly the instant that the refusal names.',
  },
  'cooldown-per-platform': { ...assumed, statement: 'A change of name on one platform locks none on the other.' },
  'refused-change-no-cooldown': { ...assumed, statement: 'A refused change of name starts no cooldown.' },
  'one-name-change-of-many': {
    ...assumed,
    statement: 'Of changes of a name that come at the same time at most one succeeds.',
  },
  'refused-changes-nothing': {
    ...assumed,
    statement: 'An update is all or nothing: a refused one changes nothing.',
  },
  'checks-in-order': {
    ...assumed,
    statement: 'The checks run in the order of this list, and the first that fails answers.',
  },
  'errors-in-envelope': {
    ...editProfile,
    statement: 'A refusal is `{"error":{"code","message"}}` in JSON, with `nextAllowedAt` where a name has to wait.',
  },
  'no-retry-after': { ...assumed, statement: 'A refused change of name carries no `Retry-After`.' },
  'picture-url-opens': {
    ...assumed,
    statement: 'The `profilePictureUrl` of a reply opens as an image.',
  },
  'account-reply-fields': {
    ...getAccount,
    statement:
      'An account is read as `accountId`, `phoneId`, `platform`, `name`, `username`, `bio`, `accountStatus`, `warmupDay`, `warmupStartDate`, `warmupCompletionDate`, `profilePicUrl` and `createdAt`, in that order.',
  },
  'account-warmup': {
    ...getAccount,
    statement:
      '`accountStatus`, `warmupDay` and the two dates of an account follow from its warmup of 7 days; both dates are null before it starts.',
  },
  'account-instagram-ready': {
    ...assumed,
    statement: 'An Instagram account is `ready`, its `warmupDay` 0 and its dates null.',
  },
  'account-tiktok-username-empty': { ...assumed, statement: 'The `username` of a TikTok account is empty.' },
  'account-platform-chosen': {
    ...assumed,
    statement: 'Of an account with two platforms the query `platform` chooses, and it is TikTok without it.',
  },
} as const satisfies Record<string, Omit<PromiseRule, 'id'>>

export type PromiseId = keyof typeof catalogue

export const PROMISES: readonly (PromiseRule & { readonly id: PromiseId })[] = Object.entries(catalogue).map(
  ([id, promise]) => ({ id: id as PromiseId, ...promise }),
)
