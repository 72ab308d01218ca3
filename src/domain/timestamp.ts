/**
 * Instants are whole seconds since 1970 (UTC) inside, and `2024-04-21T19:45:00Z` outside: the vendor's pages show whole
 * seconds everywhere, and a promise that is kept to the second must be made to the second.
 */
export type Instant = number

export const MINUTE = 60
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Units of time that add up; each is 0 where it is left out. */
export interface Span {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

export function spanSeconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds
}

/** The span in which a client may place times; far enough from year 9999 that every derived time has four digits. */
const EARLIEST = Date.UTC(1000, 0, 1) / 1000
const LATEST = Date.UTC(9998, 11, 31, 23, 59, 59) / 1000
/** RFC 3339, and offsets without a colon too, as strftime writes them. */
const SHAPE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/i

/** What was written lately: the same few instants are said again and again. */
const written = new Map<Instant, string>()
const WRITTEN_LIMIT = 64

/** `2024-04-21T19:45:00Z`. */
export function formatTimestamp(instant: Instant): string {
  const known = written.get(instant)
  if (known !== undefined) return known
  if (written.size === WRITTEN_LIMIT) written.clear()
  const text = `${new Date(instant * 1000).toISOString().slice(0, 19)}Z`
  written.set(instant, text)
  return text
}

/** `2024-04-21`, the UTC date. */
export function formatDate(instant: Instant): string {
  return formatTimestamp(instant).slice(0, 10)
}

/**
 * The instant, a fraction of a second cut off; undefined where the text is no timestamp in UTC or with an offset, or lies
 * outside the years 1000 to 9998.
 */
export function parseTimestamp(text: string): Instant | undefined {
  const [, shown, sign, hours, minutes] = SHAPE.exec(text) ?? []
  if (shown === undefined) return undefined
  const local = `${shown.toUpperCase()}Z`
  const atUtc = Date.parse(local) / 1000
  // Date.parse rolls 30 February over to March; such a text does not come back as it was.
  if (Number.isNaN(atUtc) || formatTimestamp(atUtc) !== local) return undefined
  const ahead = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * HOUR + Number(minutes) * MINUTE)
  const instant = atUtc - ahead
  return instant >= EARLIEST && instant <= LATEST ? instant : undefined
}

/** A span of at least a second in plain words: `5 days 3 hours`, `1 minute`. */
export function describeSpan(seconds: number): string {
  const units: [string, number][] = [
    ['day', Math.floor(seconds / DAY)],
    ['hour', Math.floor((seconds % DAY) / HOUR)],
    ['minute', Math.floor((seconds % HOUR) / MINUTE)],
    ['second', seconds % MINUTE],
  ]
  const words = units.filter(([, count]) => count > 0).map(([unit, n]) => `${n} ${unit}${n === 1 ? '' : 's'}`)
  return words.join(' ')
}
