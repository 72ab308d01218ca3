import { formatTimestamp, type Instant } from './timestamp.js'

export type ClockMode = 'real' | 'running' | 'frozen'

/** The clock as clients see and set it. */
export interface ClockReading {
  mode: ClockMode
  now: string
}

/** 100 years, the furthest that one advance goes. */
export const ADVANCE_LIMIT = 36_525 * 86_400
/** A clock that reaches year 9998 has nowhere left to go that a four-digit year can say. */
export const CLOCK_EARLIEST = Date.UTC(1900, 0, 1) / 1000
export const CLOCK_LATEST = Date.UTC(9998, 11, 31, 23, 59, 59) / 1000

/** The machine's time, in milliseconds since 1970. Nothing else in the server reads it. */
function machineTime(): number {
  return Date.now()
}

/** The machine's time as an instant: for what is not the sandbox's own, such as when a request came in. */
export function realNow(): Instant {
  return Math.floor(machineTime() / 1000)
}

/** One sandbox's time: the machine's, running from a chosen instant, or standing still. */
export class SandboxClock {
  #mode: ClockMode = 'real'
  #setTo: Instant = 0
  #setAt = 0

  /** The sandbox's present instant. */
  now(): Instant {
    if (this.#mode === 'frozen') return this.#setTo
    if (this.#mode === 'real') return realNow()
    const now = this.#setTo + Math.floor((machineTime() - this.#setAt) / 1000)
    // At either end it stands still: beyond there it could not be told, nor be put back.
    return Math.min(CLOCK_LATEST, Math.max(CLOCK_EARLIEST, now))
  }

  /**
   * Sets what is given and keeps the rest; a new `now` alone starts a real clock running from there.
   * `now` means nothing to a real clock and is ignored with `mode: 'real'`.
   */
  set({ mode, now }: { mode?: ClockMode | undefined; now?: Instant | undefined }): void {
    const next = mode ?? (this.#mode === 'real' && now !== undefined ? 'running' : this.#mode)
    // A running clock that is told nothing new keeps its fractions of a second.
    if (next === this.#mode && now === undefined) return
    this.#setTo = now ?? this.now()
    this.#setAt = machineTime()
    this.#mode = next
  }

  /** Moves the clock ahead at once; a real one goes on running from there. */
  advance(seconds: number): void {
    this.set({ now: this.now() + seconds })
  }

  read(): ClockReading {
    return { mode: this.#mode, now: formatTimestamp(this.now()) }
  }
}
