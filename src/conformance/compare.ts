import { formatDate, formatTimestamp, parseTimestamp } from '../domain/timestamp.js'
import type { Difference, Expectation, Matcher, Reply } from './types.js'
import { checkWarmup } from './warmup.js'

/** What a case's expectations are filled in with. */
export interface Facts {
  /** Fills the placeholders of a text in. */
  fill(text: string): string
  /** The named replies so far; `account` is what is known of the account. */
  readonly named: Readonly<Record<string, unknown>>
  /** The target's time, in seconds since 1970. */
  readonly now: number
}

const DAY = 86_400

/** The first thing in which a reply is not what it must be. */
export function compare(expected: Expectation, reply: Reply, facts: Facts): Difference | undefined {
  return (
    compareStatus(expected, reply, facts) ??
    compareMessage(expected, reply, facts) ??
    compareHeaders(expected, reply) ??
    compareFields(expected, reply) ??
    compareValues(expected, reply, facts) ??
    (expected.warmup ? checkWarmup(reply.body, facts.now) : undefined)
  )
}

/** A reply in a few words. */
export function describe({ status, body }: Reply): string {
  const code = at(body, 'error.code')
  return typeof code === 'string' ? `${status} ${code}` : String(status || 'no HTTP')
}

/** The value at a path such as `error.code`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, step) => (part as Record<string, unknown> | null | undefined)?.[step], value)
}

/** The instant that a text says, in whole seconds, however it is written. */
export function instantOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000)
}

function compareStatus(expected: Expectation, reply: Reply, { named }: Facts): Difference | undefined {
  const model = expected.refusedAs === undefined ? expected : (named[expected.refusedAs] as Reply)
  const status = model.status
  const code = 'body' in model ? (at(model.body, 'error.code') as string) : model.code
  const fits = status === 'refused' ? reply.status >= 400 : status === undefined || status === reply.status
  if (fits && (code === undefined || at(reply.body, 'error.code') === code)) return undefined
  return { expected: [status === 'refused' ? 'a refusal' : status, code].join(' ').trimEnd(), came: describe(reply) }
}

function compareMessage({ message }: Expectation, reply: Reply, { fill }: Facts): Difference | undefined {
  if (message === undefined) return undefined
  const came = at(reply.body, 'error.message')
  const text = typeof message === 'string' ? message : message.source
  const nextDate = parseTimestamp(String(at(reply.body, 'error.nextAllowedAt')))
  const filled = fill(text).replace(
    '{nextDate}',
    nextDate === undefined ? '\\d{4}-\\d\\d-\\d\\d' : formatDate(nextDate),
  )
  const fits =
    typeof came === 'string' && (typeof message === 'string' ? came === filled : new RegExp(filled).test(came))
  return fits ? undefined : { expected: `the message ${quote(filled)}`, came: quote(came) }
}

function compareHeaders({ headers = {} }: Expectation, reply: Reply): Difference | undefined {
  for (const [name, pattern] of Object.entries(headers)) {
    const came = reply.headers.get(name)
    if (pattern === null ? came === null : came !== null && pattern.test(came)) continue
    return { expected: `${name}: ${pattern === null ? 'none' : pattern.source}`, came: came ?? 'none' }
  }
  return undefined
}

function compareFields({ fields }: Expectation, reply: Reply): Difference | undefined {
  if (fields === undefined) return undefined
  const came = Object.keys((reply.body as object | undefined) ?? {})
  const wanted = fields.map((field) => field.replace('?', ''))
  const there = fields.filter((field) => !field.endsWith('?') || came.includes(field.slice(0, -1)))
  if (there.map((field) => field.replace('?', '')).join() === came.join()) return undefined
  const unknown = came.filter((field) => !wanted.includes(field))
  const missing = fields.filter((field) => !field.endsWith('?') && !came.includes(field))
  if (missing.length > 0) return { expected: missing.join(', '), came: 'none' }
  if (unknown.length > 0) return { expected: 'no other fields', came: unknown.join(', ') }
  return { expected: `the order ${wanted.filter((field) => came.includes(field)).join(', ')}`, came: came.join(', ') }
}

function compareValues({ values = {} }: Expectation, reply: Reply, facts: Facts): Difference | undefined {
  for (const [path, matcher] of Object.entries(values)) {
    const difference = compareValue(matcher, at(reply.body, path), reply, facts)
    if (difference !== undefined) {
      return { expected: `${path}: ${difference.expected}`, came: difference.came }
    }
  }
  return undefined
}

function compareValue(matcher: Matcher, value: unknown, reply: Reply, { fill, named }: Facts): Difference | undefined {
  const differs = (wanted: string) => ({ expected: wanted, came: quote(value) })
  if (typeof matcher === 'string') return value === fill(matcher) ? undefined : differs(quote(fill(matcher)))
  if (typeof matcher !== 'object' || matcher === null) return value === matcher ? undefined : differs(String(matcher))
  if ('matches' in matcher) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
    return matcher.matches.test(text) ? undefined : differs(matcher.matches.source)
  }
  if ('absent' in matcher) return value === undefined ? undefined : differs('none')
  const path = 'days' in matcher ? matcher.after : 'sameAs' in matcher ? matcher.sameAs : matcher.laterThan
  const base = instantOf(at(named, path) ?? at(reply.body, path))
  const came = instantOf(value)
  if (base === undefined) return came === undefined ? differs('a time') : undefined
  const instant = 'days' in matcher ? base + matcher.days * DAY : base
  if ('laterThan' in matcher) {
    return came !== undefined && came > base ? undefined : differs(`later than ${formatTimestamp(base)}`)
  }
  return came === instant ? undefined : differs(formatTimestamp(instant))
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
