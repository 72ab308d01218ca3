/// <reference lib="esnext.disposable" preserve="true" />
import type {
  Account,
  AccountInput,
  Clock,
  ClockMode,
  Fault,
  FaultInput,
  LoggedRequest,
  RequestFilter,
  Rule,
  Span,
  State,
  StateInput,
  StatePictures,
} from './types.js'

/** One key's sandbox. Every method throws SandboxError where the server refuses or cannot be reached. */
export interface Sandbox {
  /** The server's URL, without a trailing slash. */
  readonly url: string
  readonly apiKey: string
  readonly accounts: {
    /** In id order: up to `limit` (1 to 1,000; 100 unless given) whose id comes after `after`. */
    list(page?: { limit?: number; after?: string }): Promise<Account[]>
    get(accountId: string): Promise<Account>
    /** Creates or replaces; `pictures` are those that it names. */
    put(account: AccountInput & { pictures?: StatePictures }): Promise<Account>
    remove(accountId: string): Promise<void>
  }
  readonly clock: {
    get(): Promise<Clock>
    set(clock: { mode?: ClockMode; now?: string | Date }): Promise<Clock>
    /** Stops the clock, at its present time unless another is given. */
    freeze(now?: string | Date): Promise<Clock>
    /** Moves the clock ahead at once, by 100 years at most. */
    advance(span: Span): Promise<Clock>
    /** Back to real time. */
    release(): Promise<void>
  }
  readonly faults: {
    list(): Promise<Fault[]>
    add(fault: FaultInput): Promise<Fault>
    remove(id: string): Promise<void>
    clear(): Promise<void>
  }
  readonly state: {
    /** With `pictures`, those that the accounts name come along, so that the state opens on another server too. */
    get(options?: { pictures?: boolean }): Promise<State>
    /** Replaces the whole state, and empties the request log and the hits. */
    put(state: StateInput): Promise<State>
  }
  /** The newest calls that match, oldest first. */
  requests(filter?: RequestFilter): Promise<LoggedRequest[]>
  /** Empties the request log and the hits. */
  clearRequests(): Promise<void>
  /**
   * The oldest call still in the log that matches, or else the next to come.
   * Rejects with code `timeout` after `timeoutMs` (5,000 unless given).
   */
  waitForRequest(filter?: Omit<RequestFilter, 'limit'>, options?: { timeoutMs?: number }): Promise<LoggedRequest>
  /** Every rule, with how often it refused a call here. */
  rules(): Promise<Rule[]>
  /**
   * The rules that can refuse a call and never did here, of that source or of both; those about keys are left out,
   * for no sandbox has their calls.
   */
  rulesNotHit(filter?: { source?: Rule['source'] }): Promise<Rule[]>
  /** Back to the seed in real time, with an empty log. */
  reset(): Promise<void>
  /** Ends every wait; a sandbox that was started here stops serving. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface ConnectOptions {
  /** Where the server is: a text or a URL. */
  url: string | { readonly href: string }
  /** Left out: a fresh key, and so a sandbox of its own. */
  apiKey?: string
}

export interface StartOptions {
  /** Freezes the sandbox's clock at this time, its seed as it would have stood then. */
  now?: string | Date
  /** What to start from; what it leaves out comes from the seed. */
  state?: StateInput
  /** A seed file in place of the one that ships with the package. */
  seedFile?: string
  /** 127.0.0.1, unless given. */
  host?: string
  /** A free port, unless given. */
  port?: number
  /** A fresh key, unless given. */
  apiKey?: string
  /** Where clients reach the server, for the URLs of pictures. */
  publicUrl?: string
  /** The origins whose pages may call it, or `*` for any; none, unless given. */
  corsOrigin?: string | readonly string[]
  /** Names by which it may be called beside IP addresses, localhost and the host of `publicUrl`. */
  allowedHosts?: string | readonly string[]
  /** Whether pictures may come from private addresses, such as a server in the same test. */
  allowPrivatePictureUrls?: boolean
  pictureMaxBytes?: number
  pictureTimeoutMs?: number
  /** Unless given, nothing is logged but unexpected errors, as text on standard error. */
  logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}
