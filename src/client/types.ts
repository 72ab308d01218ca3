import type { Fault, FaultInput } from './fault-types.js'

export type * from './fault-types.js'

/** The public types of the library. Times are UTC with whole seconds: `2024-04-21T10:00:00Z`. */
export type ClockMode = 'real' | 'running' | 'frozen'

/** A span; its units add up. Whole numbers of at least 0, at least one of them given. */
export interface Span {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
}

/** A time, or a span counted back from the sandbox's clock at the moment of loading. */
export type Time = string | { ago: Span }

export interface Clock {
  mode: ClockMode
  now: string
}

/** What to set of the clock; what is left out stays. `now` alone starts a real clock running from there. */
export interface ClockInput {
  mode?: ClockMode
  now?: string
}

interface ProfileInput {
  name: string
  bio?: string
  /** A path such as `/media/picture.jpg`, or an absolute http or https URL. */
  profilePictureUrl?: string
  /** The moment of loading, unless given. */
  updatedAt?: Time
  /** null, unless given: never. */
  nameChangedAt?: Time | null
  /** Derived; ignored on the way in. */
  nextNameChangeAllowed?: unknown
}
export interface InstagramProfileInput extends ProfileInput {
  username?: string
}
export interface TikTokProfileInput extends ProfileInput {
  /** null, unless given: warmup has not started, and the name cannot change. */
  warmupStartedAt?: Time | null
  /** Derived; ignored on the way in. */
  warmupDay?: unknown
}
export interface AccountInput {
  accountId: string
  /** Left out, it follows from the account's id. */
  phoneId?: string
  /** Left out, it is the start of the warmup, or the moment of loading. */
  createdAt?: Time
  profiles: { instagram?: InstagramProfileInput; tiktok?: TikTokProfileInput }
}

interface Profile {
  name: string
  bio?: string
  profilePictureUrl?: string
  updatedAt: string
  nameChangedAt: string | null
  /** When the name may change again; null if it may now, or if nobody can tell. */
  nextNameChangeAllowed: string | null
}
export interface InstagramProfile extends Profile {
  username?: string
}
export interface TikTokProfile extends Profile {
  warmupStartedAt: string | null
  /** The day of warmup: 0 before it starts, then 1 to 7. */
  warmupDay: number
}
export interface Account {
  accountId: string
  /** This and the next only where they were given. */
  phoneId?: string
  createdAt?: string
  profiles: { instagram?: InstagramProfile; tiktok?: TikTokProfile }
}

/** Stored pictures in base64 by their file names, which accounts name as `/media/<file>`. */
export type StatePictures = Record<string, string>

/** The whole state of a sandbox; what `put` is not given comes from the seed. */
export interface StateInput {
  clock?: ClockInput
  accounts?: AccountInput[]
  faults?: ({ id?: string } & FaultInput)[]
  pictures?: StatePictures
}
export interface State {
  clock: Clock
  accounts: Account[]
  faults: Fault[]
  /** Only where they were asked for. */
  pictures?: StatePictures
}

/** One call of `/v1`, as the sandbox saw it. */
export interface LoggedRequest {
  /** The `x-request-id` of the reply. */
  id: string
  receivedAt: string
  /** The sandbox's time. */
  sandboxTime: string
  method: string
  /** With its query. */
  path: string
  /** As they were sent, names in lower case; secrets are redacted. */
  headers: Record<string, string>
  accountId: string | null
  /** The profile around an update that changed it; else null. */
  before: InstagramProfile | TikTokProfile | null
  after: InstagramProfile | TikTokProfile | null
  requestBody: unknown
  /** null where no reply was sent. */
  status: number | null
  responseBody: unknown
  durationMs: number
  /** The rule that refused the call. */
  rule: string | null
  /** What the server's conformance report says of that rule; null without one. */
  verified: Verified | null
  /** Why, in a plain sentence. */
  why: string
  /** The fault that was injected into the call. */
  fault:
    | { id: string; kind: 'error' | 'disconnect' | 'truncate'; when: 'before' | 'after' }
    | { id: string; kind: 'delay'; ms: number }
    | null
  ignoredFields: string[]
  picture: {
    url: string
    bytes: number
    format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | null
    width: number | null
    height: number | null
    durationMs: number
  } | null
}
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx'
export interface RequestFilter {
  accountId?: string
  /** A status, or a class of them. */
  status?: number | StatusClass
  rule?: string
  /** Stands in the path, in a body or in `why`, in whatever case. */
  text?: string
  /** The newest so many, 1 to 1,000; 100 unless given. */
  limit?: number
}

/** What a conformance report says of a rule. */
export interface Verified {
  outcome: 'same' | 'differs' | 'not tried'
  /** The host that was asked. */
  on: string
  at: string
  detail: string
}

export interface Rule {
  id: string
  statement: string
  /** Whether the vendor's page says so. */
  source: 'documented' | 'assumed'
  /** Whether it can refuse a call, or is a promise of what replies look like. */
  kind: 'refusal' | 'promise'
  /** How often it refused a call here; null for the rules about keys and for promises. */
  hits: number | null
  /** null where the server was given no conformance report. */
  verified: Verified | null
}
