import { readFileSync } from 'node:fs'
import { type Static, type TUnsafe, Type } from '@sinclair/typebox'
import { OneLineError } from '../domain/one-line-error.js'
import { EVERY_RULE } from '../domain/rules.js'
import { OUTCOMES, type VerifiedRules } from '../domain/verified.js'
import { describeError, lazyValidator } from '../schema/validation.js'

const closed = { additionalProperties: false } as const
const choice = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values] }) as TUnsafe<T> & { type: 'string' }

/** What a run found out, rule by rule. It holds no key and no text of an account. */
export const ConformanceReport = Type.Object(
  {
    target: Type.Object(
      {
        host: Type.String({ description: 'The host that was asked, with its port where that is no standard one.' }),
        kind: choice('mock', 'other'),
      },
      closed,
    ),
    at: Type.String({ format: 'timestamp', description: 'When the run began: UTC, whole seconds.' }),
    version: Type.String({ description: 'Of infinipost-mock.' }),
    allowed: choice('nothing', 'profile', 'name'),
    rules: Type.Array(
      Type.Object(
        {
          rule: Type.String(),
          kind: choice('refusal', 'promise'),
          source: choice('documented', 'assumed'),
          outcome: choice(...OUTCOMES),
          detail: Type.String({ description: 'What differed, or why it was not tried, in a few words.' }),
        },
        closed,
      ),
    ),
  },
  { title: 'ConformanceReport', ...closed, description: 'What `infinipost-mock conformance --report` writes.' },
)
export type ConformanceReport = Static<typeof ConformanceReport>
export type RuleReport = ConformanceReport['rules'][number]

const validate = lazyValidator(ConformanceReport)

/** A report that cannot be used; the message names the file and what is wrong, in one line. */
export class ReportError extends OneLineError {
  override name = 'ReportError'
}

/**
 * Reads what a report says of each rule; of one that it does not know, that it was not tried. No file, no rules.
 * Throws ReportError.
 */
export function readVerified(file: string): VerifiedRules {
  if (file === '') return new Map()
  const { target, at, rules } = parse(file)
  const told = new Map(rules.map(({ rule, outcome, detail }) => [rule, { outcome, detail }]))
  const none = { outcome: 'not tried', detail: 'the report does not know this rule' } as const
  return new Map(
    EVERY_RULE.map(({ id }) => {
      const { outcome, detail } = told.get(id) ?? none
      return [id, { outcome, on: target.host, at, detail }]
    }),
  )
}

function parse(file: string): ConformanceReport {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ReportError(`${file}: ${(error as Error).message}`)
  }
  const errors = validate(value)
  if (errors !== undefined) throw new ReportError(`${file}: ${describeError(errors, 'the report').message}`)
  return value as ConformanceReport
}
