import { type TSchema, Type } from '@sinclair/typebox'
import { EVERY_RULE, RULES } from '../domain/rules.js'
import { OUTCOMES } from '../domain/verified.js'
import { byKind } from '../sandbox/fault-schema.js'
import { AccountId, PicturesInput, StoredPicture, Timestamp } from '../sandbox/state-schema.js'
import { PlatformName } from '../schema/fields.js'

/** What the control surface answers; what it takes stands beside the state it changes. A title names a component of the OpenAPI document. */
export const closed = { additionalProperties: false } as const
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const choice = <T extends string>(...values: T[]) => Type.Unsafe<T>({ type: 'string', enum: values })
const timeOrNull = (description: string) => Type.Union([Timestamp, Type.Null()], { description })

export const RuleId = Type.Unsafe<string>({
  type: 'string',
  enum: RULES.map(({ id }) => id),
  title: 'RuleId',
  expected: 'the id of a rule',
  description: 'The id of a rule, as in `x-sandbox-rule`.',
})

export const ClockReply = Type.Object(
  { mode: choice('real', 'running', 'frozen'), now: Timestamp },
  { title: 'Clock', ...closed, description: 'The sandbox’s clock.' },
)

const profileReply = {
  name: Type.String(),
  bio: Type.Optional(Type.String()),
  profilePictureUrl: Type.Optional(StoredPicture),
  updatedAt: Timestamp,
  nameChangedAt: timeOrNull('When the name was last changed; null for never.'),
  nextNameChangeAllowed: timeOrNull(
    'When the name may change again; null if it may now or nobody can tell. Derived: ignored on the way in.',
  ),
}
export const InstagramProfileReply = Type.Object(
  { ...profileReply, username: Type.Optional(Type.String()) },
  { title: 'InstagramProfile', ...closed },
)
export const TikTokProfileReply = Type.Object(
  {
    ...profileReply,
    warmupStartedAt: timeOrNull('When warmup started; null: not yet.'),
    warmupDay: Type.Integer({
      minimum: 0,
      maximum: 7,
      description: 'The day of warmup (documented), 0 before it starts. Derived: ignored on the way in.',
    }),
  },
  { title: 'TikTokProfile', ...closed },
)
export const AccountReply = Type.Object(
  {
    accountId: AccountId,
    phoneId: Type.Optional(Type.String({ description: 'Only where it was given.' })),
    createdAt: Type.Optional(Timestamp),
    profiles: Type.Object(
      { instagram: Type.Optional(InstagramProfileReply), tiktok: Type.Optional(TikTokProfileReply) },
      closed,
    ),
  },
  {
    title: 'Account',
    ...closed,
    description: 'An account, with what follows from the clock: when each name may change, the day of warmup.',
  },
)
export const AccountsReply = Type.Object(
  { accounts: Type.Array(AccountReply) },
  { title: 'Accounts', ...closed, description: 'Accounts in the order of their ids.' },
)

const armed = {
  id: Type.String(),
  accountId: Type.Optional(Type.String()),
  platform: Type.Optional(PlatformName),
  operation: Type.Optional(choice('update', 'get')),
  probability: Type.Optional(Type.Number({ description: 'Only where it was given.' })),
  times: orNull(
    Type.Integer({ minimum: 1, description: 'How many calls it still strikes; null: until it is removed.' }),
  ),
}
const when = choice('before', 'after')
/** An armed fault: what it is given, with an id and every default filled in. */
export const FaultReply = byKind(
  [
    Type.Object(
      {
        ...armed,
        kind: Type.Literal('error'),
        when,
        status: Type.Integer({ minimum: 400, maximum: 599 }),
        code: Type.String(),
        message: Type.String(),
        headers: Type.Optional(Type.Record(Type.String(), Type.String())),
      },
      { title: 'ErrorFault', ...closed },
    ),
    Type.Object({ ...armed, kind: Type.Literal('delay'), ms: Type.Integer() }, { title: 'DelayFault', ...closed }),
    Type.Object({ ...armed, kind: Type.Literal('disconnect'), when }, { title: 'DisconnectFault', ...closed }),
    Type.Object({ ...armed, kind: Type.Literal('truncate'), when }, { title: 'TruncateFault', ...closed }),
  ],
  { title: 'Fault', description: 'An armed fault, with every default filled in.' },
)
export const FaultsReply = Type.Object(
  { faults: Type.Array(FaultReply) },
  { title: 'Faults', ...closed, description: 'The armed faults, oldest first.' },
)

export const StateReply = Type.Object(
  {
    clock: ClockReply,
    accounts: Type.Array(AccountReply),
    faults: Type.Array(FaultReply),
    pictures: Type.Optional(PicturesInput),
  },
  {
    title: 'State',
    ...closed,
    description: 'The whole state: the one shape. What `GET /_sandbox` answers, `PUT /_sandbox` and a seed file take.',
  },
)

export const VerifiedReply = Type.Object(
  { outcome: choice(...OUTCOMES), on: Type.String(), at: Timestamp, detail: Type.String() },
  {
    title: 'Verified',
    ...closed,
    description: 'What the conformance report says of a rule: on which host it was tried, when, and what came of it.',
  },
)
const RuleReply = Type.Object(
  {
    id: Type.Unsafe<string>({ type: 'string', enum: EVERY_RULE.map(({ id }) => id) }),
    statement: Type.String(),
    source: choice('documented', 'assumed'),
    kind: choice('refusal', 'promise'),
    hits: orNull(
      Type.Integer({
        description:
          'How often it decided a reply; null for promises, which decide none, and for the rules about keys: no sandbox has those calls.',
      }),
    ),
    verified: orNull(VerifiedReply),
  },
  {
    title: 'Rule',
    ...closed,
    description: 'A check that can refuse a call on the vendor surface, or a promise of its replies, and who says so.',
  },
)
export const RulesReply = Type.Object(
  { rules: Type.Array(RuleReply) },
  {
    title: 'Rules',
    ...closed,
    description: 'Every rule, in the order in which they are checked, and after them the promises.',
  },
)

export const Nothing = Type.Null({ description: 'Done.' })

export const limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 1_000, default: 100, expected: 'a whole number from 1 to 1000' }),
)
export const NoQuery = Type.Object({}, closed)
export const StateQuery = Type.Object(
  {
    pictures: Type.Optional(
      Type.Unsafe<'true' | 'false'>({
        type: 'string',
        enum: ['true', 'false'],
        expected: 'true or false',
        description: 'Whether the stored pictures that the accounts name come along, in base64.',
      }),
    ),
  },
  closed,
)
export const AccountsQuery = Type.Object(
  { limit, after: Type.Optional(Type.String({ description: 'Only accounts whose id comes after this one.' })) },
  closed,
)
