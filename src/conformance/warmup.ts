import { DAY, formatTimestamp } from '../domain/timestamp.js'
import type { Difference } from './types.js'

const WARMUP_DAYS = 7

/** What an account says of its warmup must follow from when it started, whenever that was. */
export function checkWarmup(body: unknown, now: number): Difference | undefined {
  const came = body as Record<string, unknown> | undefined
  const start = came?.warmupStartDate
  const startedAt = typeof start === 'string' ? Math.floor(Date.parse(start) / 1000) : undefined
  const wanted = startedAt === undefined ? NOT_STARTED : startedSince(startedAt, now)
  for (const [field, value] of Object.entries(wanted)) {
    const shown = came?.[field]
    if (shown === value || sameInstant(shown, value)) continue
    return { expected: `${field}: ${value}`, came: String(shown) }
  }
  return undefined
}

const NOT_STARTED = {
  accountStatus: 'created_pending_warmup',
  warmupDay: 0,
  warmupStartDate: null,
  warmupCompletionDate: null,
}

function startedSince(startedAt: number, now: number) {
  const elapsed = now - startedAt
  return {
    accountStatus: elapsed < WARMUP_DAYS * DAY ? 'warming_up' : 'ready',
    warmupDay: Math.min(WARMUP_DAYS, Math.floor(elapsed / DAY) + 1),
    warmupCompletionDate: formatTimestamp(startedAt + WARMUP_DAYS * DAY),
  }
}

function sameInstant(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && Date.parse(one) === Date.parse(other)
}
