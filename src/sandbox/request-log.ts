import type { RuleId } from '../rules.js'
import type { LogEntry } from './log-entry.js'

const MAX_ENTRIES = 1_000
/** Of request and response bodies and paths together. */
const MAX_BYTES = 1024 * 1024

export interface LogFilter {
  accountId?: string | undefined
  status?: number | undefined
  rule?: string | undefined
  limit: number
}

interface Held {
  readonly entry: LogEntry
  readonly sequence: number
  readonly bytes: number
}

const byteLength = (text: string | null) => (text === null ? 0 : Buffer.byteLength(text))

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule refused one. */
export class RequestLog {
  #held: Held[] = []
  #bytes = 0
  #dropped = 0
  readonly #hits = new Map<RuleId, number>()

  /** How many entries the bounds have pushed out. */
  get dropped(): number {
    return this.#dropped
  }

  hits(rule: RuleId): number {
    return this.#hits.get(rule) ?? 0
  }

  add(entry: LogEntry, sequence: number): void {
    // The path counts because a client can make it long, and with it what repeats it: the account id and the reason.
    const bytes = byteLength(entry.requestBody) + byteLength(entry.responseBody) + entry.path.length
    this.#held.push({ entry, sequence, bytes })
    this.#bytes += bytes
    if (entry.rule !== null) this.#hits.set(entry.rule, this.hits(entry.rule) + 1)
    // The newest is kept whatever its size: whoever has the reply finds the entry.
    while (this.#held.length > MAX_ENTRIES || (this.#bytes > MAX_BYTES && this.#held.length > 1)) {
      this.#bytes -= this.#held.shift()!.bytes
      this.#dropped += 1
    }
  }

  /** The newest that match, oldest first. */
  list({ accountId, status, rule, limit }: LogFilter): LogEntry[] {
    const matches = this.#held.filter(
      ({ entry }) =>
        (accountId === undefined || entry.accountId === accountId) &&
        (status === undefined || entry.status === status) &&
        (rule === undefined || entry.rule === rule),
    )
    return matches.slice(-limit).map(({ entry }) => entry)
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): readonly Held[] {
    return this.#held.filter((held) => held.sequence > sequence)
  }

  clear(): void {
    this.#held = []
    this.#bytes = 0
    this.#dropped = 0
    this.#hits.clear()
  }
}
