import fc from 'fast-check'
import type { Mode } from './clock-model.js'
import type { Platform } from './name-model.js'

const DAY = 86_400
/** Lengths of time about which something might change its mind. */
const span = fc
  .tuple(fc.constantFrom(0, 0, 1, 5, 7, 12, 14, 90), fc.constantFrom(-1, 0, 0, 1, 3_600, 43_199))
  .map(([days, seconds]) => Math.max(0, days * DAY + seconds))
const EPOCH = Date.UTC(2024, 3, 21, 10) / 1000
const instant = fc.tuple(span, fc.boolean()).map(([seconds, ahead]) => EPOCH + (ahead ? seconds : -seconds))
const sinceOrNull = fc.oneof(fc.constant(null), instant)

/** One thing that happens to a sandbox. Times are in seconds, but for the machine's. */
export type Move =
  | { do: 'update'; platform: Platform; name?: string; bio?: string }
  | { do: 'advance'; seconds: number }
  | { do: 'set clock'; mode?: Mode; now?: number }
  | { do: 'delete clock' }
  /** The machine's own time goes on, or jumps, by milliseconds. */
  | { do: 'machine'; ms: number }
  | { do: 'put account'; changed: number | null; warmup: number | null }
  /** As before, but the times are said as spans back from the clock. */
  | { do: 'put account, ago'; changed: number; warmup: number }
  | { do: 'reset'; now?: number }

const move = <T extends Move['do']>(
  name: T,
  more: { [K in string]: fc.Arbitrary<unknown> },
  optional: string[] = [],
) => {
  const requiredKeys = Object.keys(more).filter((key) => !optional.includes(key))
  return fc.record(more, { requiredKeys: requiredKeys as never[] }).map((fields) => ({ do: name, ...fields }) as Move)
}
const update = {
  platform: fc.constantFrom<Platform>('tiktok', 'instagram'),
  name: fc.constantFrom('Fashion Insider', 'One', 'Two', 'Three'),
  bio: fc.constantFrom('', 'Bio'),
}
const mode = fc.constantFrom<Mode>('real', 'running', 'frozen')
const jump = fc.tuple(span, fc.integer({ min: -1_500, max: 1_500 }), fc.constantFrom(1, 1, -1))

export const anyMoves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: move('update', update, ['name', 'bio']) },
    { weight: 3, arbitrary: move('advance', { seconds: span }) },
    { weight: 2, arbitrary: move('set clock', { mode, now: instant }, ['mode', 'now']) },
    { weight: 1, arbitrary: move('delete clock', {}) },
    { weight: 2, arbitrary: jump.map(([s, ms, sign]): Move => ({ do: 'machine', ms: sign * (s * 1000 + ms) })) },
    { weight: 1, arbitrary: move('put account', { changed: sinceOrNull, warmup: sinceOrNull }) },
    { weight: 1, arbitrary: move('put account, ago', { changed: span, warmup: span }) },
    { weight: 1, arbitrary: move('reset', { now: instant }, ['now']) },
  ),
  { minLength: 5, maxLength: 40 },
)
