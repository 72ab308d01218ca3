import { formatTimestamp, type Instant } from './timestamp.js'

export type ClockMode = 'real' | 'running' | 'frozen'

/** A sandbox's clock as it is kept: the machine's time, one that runs from a chosen instant, or one that stands still. */
export interface ClockState {
  readonly mode: ClockMode
  /** Of no meaning while the clock is real. */
  readonly setTo: Instant
  /** When it was set, in the machine's milliseconds since 1970. */
  readonly setAt: number
}

/** The clock as clients see it. */
export interface ClockReading {
  readonly mode: ClockMode
  readonly now: string
}

/** What to set of a clock; what is left out stays. */
export interface ClockChange {
  readonly mode?: ClockMode | undefined
  readonly now?: Instant | undefined
}

/** 100 years, the furthest that one advance goes. */
export const ADVANCE_LIMIT = 36_525 * 86_400
/** A clock that reaches year 9998 has nowhere left to go that a four-digit year can say. */
export const CLOCK_EARLIEST = Date.UTC(1900, 0, 1) / 1000
export const CLOCK_LATEST = Date.UTC(9998, 11, 31, 23, 59, 59) / 1000

export const REAL_CLOCK: ClockState = { mode: 'real', setTo: 0, setAt: 0 }

/** What time it is by that clock when the machine's is `machineMs`, milliseconds since 1970. */
export function timeBy({ mode, setTo, setAt }: ClockState, machineMs: number): Instant {
  if (mode === 'frozen') return setTo
  if (mode === 'real') return Math.floor(machineMs / 1000)
  const now = setTo + Math.floor((machineMs - setAt) / 1000)
  // At either end it stands still: beyond there it could not be told, nor be put back.
  return Math.min(CLOCK_LATEST, Math.max(CLOCK_EARLIEST, now))
}

/**
 * The clock with what is given set and the rest kept; a new `now` alone starts a real clock running from there.
 * `now` means nothing to a real clock and is ignored with `mode: 'real'`.
 */
export function setClock(clock: ClockState, { mode, now }: ClockChange, machineMs: number): ClockState {
  const next = mode ?? (clock.mode === 'real' && now !== undefined ? 'running' : clock.mode)
  // A running clock that is told nothing new keeps its fractions of a second.
  if (next === clock.mode && now === undefined) return clock
  return { mode: next, setTo: now ?? timeBy(clock, machineMs), setAt: machineMs }
}

export function readClock(clock: ClockState, machineMs: number): ClockReading {
  return { mode: clock.mode, now: formatTimestamp(timeBy(clock, machineMs)) }
}
