/** What a conformance report says of a rule: seen on the real thing, seen to differ there, or not tried. */
export const OUTCOMES = ['same', 'differs', 'not tried'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Verified {
  readonly outcome: Outcome
  /** The host that was asked. */
  readonly on: string
  /** When, as a timestamp. */
  readonly at: string
  /** What differed or why it was not tried, in a few words. */
  readonly detail: string
}

/** What a report says of each rule, by its id; empty where there is no report. */
export type VerifiedRules = ReadonlyMap<string, Verified>
