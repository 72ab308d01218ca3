import { Type } from '@sinclair/typebox'
import { Timestamp } from '../sandbox/state-schema.js'
import {
  choice,
  closed,
  InstagramProfileReply,
  limit,
  orNull,
  RuleId,
  TikTokProfileReply,
  VerifiedReply,
} from './schemas.js'

/** What of the request log is asked for and answered. */
const ProfileReply = Type.Union([TikTokProfileReply, InstagramProfileReply], {
  description: 'The profile around an update that changed it; else null.',
})

const FaultMark = Type.Union([
  Type.Object(
    { id: Type.String(), kind: choice('error', 'disconnect', 'truncate'), when: choice('before', 'after') },
    closed,
  ),
  Type.Object({ id: Type.String(), kind: Type.Literal('delay'), ms: Type.Integer() }, closed),
])
const PictureFacts = Type.Object(
  {
    url: Type.String(),
    bytes: Type.Integer({ description: 'Received.' }),
    format: orNull(choice('jpeg', 'png', 'webp', 'gif', 'avif')),
    width: orNull(Type.Integer({ description: 'As displayed.' })),
    height: orNull(Type.Integer({ description: 'As displayed.' })),
    durationMs: Type.Number(),
  },
  { title: 'PictureFacts', ...closed, description: 'What became known of the picture that a call named.' },
)
export const LoggedRequestReply = Type.Object(
  {
    id: Type.String({ description: 'The `x-request-id` of the reply.' }),
    receivedAt: Timestamp,
    sandboxTime: Timestamp,
    method: Type.String(),
    path: Type.String({ description: 'With its query.' }),
    headers: Type.Record(Type.String(), Type.String(), {
      description: 'As they were sent, names in lower case; secrets are redacted.',
    }),
    accountId: orNull(Type.String()),
    before: orNull(ProfileReply),
    after: orNull(ProfileReply),
    requestBody: Type.Unknown({ description: 'The body as it came, whatever it was; null for none.' }),
    status: orNull(Type.Integer({ description: 'null: no reply was sent.' })),
    responseBody: Type.Unknown({ description: 'The body of the reply; null for none.' }),
    durationMs: Type.Number(),
    rule: orNull(RuleId),
    verified: orNull(VerifiedReply),
    why: Type.String({ description: 'What became of the call, in one plain sentence.' }),
    fault: orNull(FaultMark),
    ignoredFields: Type.Array(Type.String()),
    picture: orNull(PictureFacts),
  },
  { title: 'LoggedRequest', ...closed, description: 'One call on the vendor surface.' },
)
export const LogReply = Type.Object(
  {
    requests: Type.Array(LoggedRequestReply),
    dropped: Type.Integer({ description: 'How many entries the log’s bounds have pushed out.' }),
  },
  { title: 'Log', ...closed, description: 'The newest calls that match, oldest first.' },
)

export const LogQuery = Type.Object(
  {
    accountId: Type.Optional(Type.String()),
    status: Type.Optional(
      Type.Unsafe<number | `${1 | 2 | 3 | 4 | 5}xx`>({
        type: 'string',
        pattern: '^[1-5](?:\\d\\d|xx)$',
        expected: 'an HTTP status, a whole number from 100 to 599, or a class of them such as 4xx',
        examples: ['429', '4xx'],
      }),
    ),
    rule: Type.Optional(RuleId),
    text: Type.Optional(Type.String({ description: 'Stands in the path, in a body or in `why`, in whatever case.' })),
    limit,
  },
  closed,
)
