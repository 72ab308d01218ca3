import type { GivenAccount, Needs, Spends } from './types.js'

/** What the run may change on a target that is no mock. */
export type Allowed = Spends

/** Why a case is not tried, in a few words. */
export class NotTried {
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

/** A server that claims to be the endpoint. */
export interface Target {
  readonly kind: 'mock' | 'other'
  /** What a case needs, or why it cannot have that. */
  provide(needs: Needs, spends: Spends): Promise<GivenAccount | NotTried>
  /** The target's time, in seconds since 1970. */
  now(): Promise<number>
  /** Lets so many seconds pass. */
  pause(seconds: number): Promise<void>
  /** Only where cases were promised a clock, or a mock. */
  advanceTo?(instant: number): Promise<void>
  arm?(fault: object): Promise<void>
  /** The URL of a picture as `pictures.test` would have it, or why there is none. */
  picture(file: string, account: GivenAccount): string | NotTried
  /** A name of that account has changed. */
  renamed(account: GivenAccount, at: number): void
  /** After a case: what it has changed is put back. */
  restore(account: GivenAccount, spends: Spends): Promise<void>
  /** After the run. */
  close(): Promise<void>
}
