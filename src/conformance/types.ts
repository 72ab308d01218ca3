import type { Platform } from '../domain/account.js'
import type { PromiseId } from '../domain/promises.js'
import type { RuleId } from '../domain/rules.js'

/** A rule that refuses, or a promise. */
export type AnyRuleId = RuleId | PromiseId

/** What a case changes for good: nothing, what it puts back, or a name, which is locked for days after. */
export type Spends = 'nothing' | 'profile' | 'name'

/** How an account's name stands. */
export type NameState = 'free' | 'cooling' | 'warming-up' | 'unstarted'

/** What a case needs of the target. Whatever is there on a mock alone says why. */
export interface Needs {
  readonly platform?: Platform
  readonly name?: NameState
  /** A second profile, on the other platform. */
  readonly bothPlatforms?: true
  /** Time that can be moved. */
  readonly clock?: true
  /** `own`: pictures served by the suite itself; `public-only`: a target that fetches none from private addresses. */
  readonly pictures?: 'own' | 'public-only'
  /** Why nothing but a mock of ours can be asked. */
  readonly mock?: string
}

/**
 * A request. Texts may hold `{account}`, `{platform}`, `{other}` (the other platform), `{name}`, `{newName}`, `{bio}`,
 * `{marker}` (a text that nobody else writes), `{picture:FILE}` and `{own:FILE}`.
 */
export interface RequestSpec {
  /** PATCH of the account's profile, unless given. */
  readonly method?: string
  readonly path?: string
  /** Left out: the key of the run; null: none. */
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a text as it is, bytes as they are. */
  readonly body?: object | string | Uint8Array<ArrayBuffer>
  /** Bytes in place of HTTP, on a connection of their own. */
  readonly raw?: string
}

/** What a value of a reply must be. */
export type Matcher =
  | string
  | number
  | null
  | { readonly matches: RegExp }
  /** The time in the reply at that path, or of the account's last change of name, and so many days. */
  | { readonly days: number; readonly after: string }
  | { readonly sameAs: string }
  | { readonly laterThan: string }
  | { readonly absent: true }

/** What a reply must be; what is left out may be anything. */
export interface Expectation {
  readonly status?: number | 'refused'
  readonly code?: string
  readonly message?: string | RegExp
  /** null: must not be there. */
  readonly headers?: Readonly<Record<string, RegExp | null>>
  /** The body's fields in their order; one that ends in `?` may be missing. */
  readonly fields?: readonly string[]
  /** By path: `error.nextAllowedAt`. */
  readonly values?: Readonly<Record<string, Matcher>>
  /** Its status and code are those of the step of that name. */
  readonly refusedAs?: string
  /** The URL at that path opens as an image. */
  readonly opens?: string
  /** `accountStatus`, `warmupDay` and the dates fit each other and the time. */
  readonly warmup?: true
}

export type Step =
  /** `given`: the case is not tried unless the reply is that. */
  | { readonly send: RequestSpec; readonly given?: Expectation; readonly expect?: Expectation; readonly as?: string }
  /** The request so many times at once: so many of the replies are a 200, and the others a 429. */
  | { readonly together: RequestSpec; readonly times: number; readonly successes: number }
  /** Lets time pass. */
  | { readonly pause: number }
  /** To the time in the named reply, so many seconds before it. */
  | { readonly advanceTo: string; readonly less: number }
  | { readonly arm: object }

export interface ConformanceCase {
  readonly rule: AnyRuleId
  readonly title: string
  readonly needs: Needs
  readonly spends: Spends
  /** What would happen on a target that does not keep the rule. */
  readonly risk: string
  /** What GET answers of the account is the same before and after. */
  readonly unchanged?: true
  readonly steps: readonly Step[]
}

/** A reply as far as cases look at it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** undefined where it is no JSON. */
  readonly body: unknown
}

/** What was expected and what came, both short. */
export interface Difference {
  readonly expected: string
  readonly came: string
}

/** The account that a case is given. */
export interface GivenAccount {
  readonly accountId: string
  readonly platform: Platform
  /** In seconds since 1970, where it is known. */
  readonly nameChangedAt?: number | undefined
  /** How GET names it. */
  readonly readPath: string
  readonly name: string
  readonly bio: string
  readonly picture: string
}
