import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { optional, PlatformName, strict, Text } from '../schema/fields.js'

const matching = {
  accountId: optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      expected: 'a string of 1 to 128 characters',
      description: 'Strikes calls to this account only.',
    }),
  ),
  platform: optional(PlatformName),
  operation: optional(
    Type.Unsafe<'update' | 'get'>({
      type: 'string',
      enum: ['update', 'get'],
      expected: 'update or get',
      description: 'Strikes updates of a profile (`update`, unless given) or reads of an account (`get`).',
    }),
  ),
  probability: optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      expected: 'a number above 0 and up to 1',
      description:
        'How likely it strikes a call that it matches; one that it spares takes none of `times`. 1 unless given.',
    }),
  ),
  times: optional(
    Type.Union([Type.Integer({ minimum: 1, maximum: 10_000 }), Type.Null()], {
      expected: 'a whole number from 1 to 10000, or null for as long as it is armed',
      description: 'How many calls it strikes; null: until it is removed. 1 unless given.',
    }),
  ),
}
const when = optional(
  Type.Unsafe<'before' | 'after'>({
    type: 'string',
    enum: ['before', 'after'],
    expected: 'before or after',
    description: '`before` (unless given): in place of the update; `after`: the update is made and its reply spoiled.',
  }),
)
const headers = optional(
  Type.Unsafe<Record<string, string>>({
    type: 'object',
    maxProperties: 20,
    propertyNames: { format: 'free-header', expected: 'the name of a header that a fault may set' },
    additionalProperties: {
      type: 'string',
      pattern: '^[\\t\\x20-\\x7e\\xa0-\\xff]{0,1000}$',
      expected: 'a string of at most 1000 characters that a header can hold',
    },
    description: 'Headers of the reply, such as `retry-after`; none that HTTP itself needs.',
    examples: [{ 'retry-after': '30' }],
  }),
)
const errorFields = {
  ...matching,
  when,
  kind: Type.Literal('error'),
  status: optional(Type.Integer({ minimum: 400, maximum: 599, expected: 'a whole number from 400 to 599' })),
  code: optional(Text),
  message: optional(Text),
  headers,
}
const delayFields = {
  ...matching,
  kind: Type.Literal('delay'),
  ms: Type.Integer({ minimum: 0, maximum: 60_000, expected: 'a whole number from 0 to 60000' }),
}
const disconnectFields = { ...matching, when, kind: Type.Literal('disconnect') }
const truncateFields = { ...matching, when, kind: Type.Literal('truncate') }

/** A closed choice by `kind`, so that an error names the field of that kind and not of all of them. */
export function byKind<T extends TSchema[]>(kinds: [...T], words: { title: string; description: string }) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: kinds,
    expected: 'an object whose kind is error, delay, disconnect or truncate',
    ...words,
  })
}

export const FaultInput = byKind(
  [
    Type.Object(errorFields, { title: 'ErrorFaultInput', ...strict }),
    Type.Object(delayFields, { title: 'DelayFaultInput', ...strict }),
    Type.Object(disconnectFields, { title: 'DisconnectFaultInput', ...strict }),
    Type.Object(truncateFields, { title: 'TruncateFaultInput', ...strict }),
  ],
  { title: 'FaultInput', description: 'A fault to arm.' },
)
export type FaultInput = Static<typeof FaultInput>

const id = {
  id: optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', expected: '1 to 64 letters, digits, _ and -' })),
}
export const StoredFaultInput = byKind(
  [
    Type.Object({ ...id, ...errorFields }, { title: 'StoredErrorFault', ...strict }),
    Type.Object({ ...id, ...delayFields }, { title: 'StoredDelayFault', ...strict }),
    Type.Object({ ...id, ...disconnectFields }, { title: 'StoredDisconnectFault', ...strict }),
    Type.Object({ ...id, ...truncateFields }, { title: 'StoredTruncateFault', ...strict }),
  ],
  { title: 'StoredFault', description: 'An armed fault; it keeps its id, or gets one.' },
)
export type StoredFaultInput = Static<typeof StoredFaultInput>
