import type { Static, TSchema } from '@sinclair/typebox'
import t from 'tap'
import type * as library from '../../src/client/types.js'
import type * as log from '../../src/control/log-schemas.js'
import type * as reply from '../../src/control/schemas.js'
import type * as fault from '../../src/sandbox/fault-schema.js'
import type * as input from '../../src/sandbox/state-schema.js'

/** What the server’s schema says of a value, and what the library’s users are told, are the same: both ways. */
type Same<Schema extends TSchema, Told> = [Static<Schema>] extends [Told]
  ? [Told] extends [Static<Schema>]
    ? true
    : 'the library allows what the schema does not'
  : 'the schema allows what the library does not'

type Query<Schema extends TSchema> = Required<Static<Schema>>

/** Does not compile where one of them has drifted from the other. */
const SAME: {
  span: Same<typeof input.Span, library.Span>
  clockInput: Same<typeof input.ClockInput, library.ClockInput>
  accountInput: Same<typeof input.AccountInput, library.AccountInput>
  faultInput: Same<typeof fault.FaultInput, library.FaultInput>
  stateInput: Same<typeof input.StateInput, library.StateInput>
  clock: Same<typeof reply.ClockReply, library.Clock>
  account: Same<typeof reply.AccountReply, library.Account>
  fault: Same<typeof reply.FaultReply, library.Fault>
  state: Same<typeof reply.StateReply, library.State>
  entry: Same<typeof log.LoggedRequestReply, library.LoggedRequest>
  rules: Same<typeof reply.RulesReply, { rules: library.Rule[] }>
  filter: Query<typeof log.LogQuery> extends Required<library.RequestFilter> ? true : never
  filterBack: Required<library.RequestFilter> extends Query<typeof log.LogQuery> ? true : never
} = {
  span: true,
  clockInput: true,
  accountInput: true,
  faultInput: true,
  stateInput: true,
  clock: true,
  account: true,
  fault: true,
  state: true,
  entry: true,
  rules: true,
  filter: true,
  filterBack: true,
}

t.test('the library’s types are those of the schemas', async (t) => {
  t.strictSame(new Set(Object.values(SAME)), new Set([true]))
})
