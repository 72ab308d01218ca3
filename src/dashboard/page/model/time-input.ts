import type { Time } from '../../../client/types.js'

/** A time in a form: never, so long ago, or a moment in UTC. */
export interface TimeEntry {
  kind: 'never' | 'ago' | 'at'
  /** `2 days 3 hours`, or `2024-04-21T10:00:00`. */
  text: string
}

const UNITS = { day: 'days', hour: 'hours', minute: 'minutes', second: 'seconds' } as const

/** The time as the server takes it; undefined for a text that is none. */
export function timeOf({ kind, text }: TimeEntry): Time | null | undefined {
  if (kind === 'never') return null
  if (kind === 'at') return timestampIn(text)
  const span: Record<string, number> = {}
  const rest = text.replace(/(\d+)\s*(day|hour|minute|second)s?/gi, (_, count: string, unit: string) => {
    const name = UNITS[unit.toLowerCase() as keyof typeof UNITS]
    span[name] = (span[name] ?? 0) + Number(count)
    return ''
  })
  const understood = rest.replace(/\bago\b|\band\b|[\s,]/gi, '') === '' && Object.keys(span).length > 0
  return understood ? { ago: span } : undefined
}

/** `2024-04-21`, `2024-04-21 10:00` and the like, in UTC, as a timestamp; undefined for anything else. */
export function timestampIn(text: string): string | undefined {
  const [, date, minutes = '00:00', seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?Z?$/.exec(text.trim()) ?? []
  return date === undefined ? undefined : `${date}T${minutes}${seconds}Z`
}

/** A profile's time, to be edited. */
export function entryOf(timestamp: string | null | undefined): TimeEntry {
  return timestamp == null ? { kind: 'never', text: '' } : { kind: 'at', text: timestamp.replace('Z', '') }
}
