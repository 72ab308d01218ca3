import { DAY, formatTimestamp, HOUR, type Instant, MINUTE } from '../../../domain/timestamp.js'

const two = (n: number) => String(n).padStart(2, '0')

/** A span that ticks: `13d 04:05:06`, `04:05:06`. */
export function countdown(seconds: number): string {
  const days = Math.floor(seconds / DAY)
  const rest = [Math.floor((seconds % DAY) / HOUR), Math.floor((seconds % HOUR) / MINUTE), seconds % MINUTE]
  return `${days > 0 ? `${days}d ` : ''}${rest.map(two).join(':')}`
}

/** The date and the time of day of an instant, in UTC: `2024-04-21` and `10:00:00`. */
export function dateAndTime(instant: Instant): [date: string, time: string] {
  const text = formatTimestamp(instant)
  return [text.slice(0, 10), text.slice(11, 19)]
}

/** A timestamp for reading: `2024-04-21 10:00:00`. */
export function readable(timestamp: string): string {
  return timestamp.replace('T', ' ').replace('Z', '')
}

export function bytes(count: number): string {
  if (count < 1_000) return `${count} B`
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`
}

export function milliseconds(ms: number): string {
  if (ms >= 1_000 && ms % 100 === 0) return `${ms / 1_000} s`
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** The same moment where the reader is: `12:00:00 GMT+2`, with the date where that is another one. */
export function localTime(instant: Instant): string {
  const date = new Date(instant * 1000)
  const sameDay = date.toLocaleDateString('sv') === formatTimestamp(instant).slice(0, 10)
  return date.toLocaleString('sv', {
    ...(!sameDay && { month: '2-digit', day: '2-digit' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  })
}
