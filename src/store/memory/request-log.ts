import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import { type PackedEntry, packEntry, unpackEntry } from './packed-request.js'
import { TextQueue } from './text-queue.js'

const MAX_ENTRIES = 1_000
/** Of request and response bodies and paths together. */
const MAX_BYTES = 1024 * 1024

export interface LogFilter {
  accountId?: string | undefined
  status?: number | undefined
  rule?: string | undefined
  limit: number
}

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule refused one. */
export class RequestLog {
  #held: PackedEntry[] = []
  #texts = new TextQueue()
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

  add(entry: LoggedRequest, sequence: number): void {
    const packed = packEntry(entry, sequence, this.#texts)
    this.#held.push(packed)
    this.#bytes += packed.bytes
    if (entry.rule !== null) this.#hits.set(entry.rule, this.hits(entry.rule) + 1)
    // The newest is kept whatever its size: whoever has the reply finds the entry.
    while (this.#held.length > MAX_ENTRIES || (this.#bytes > MAX_BYTES && this.#held.length > 1)) this.#dropOldest()
  }

  /** The newest that match, oldest first. */
  list({ accountId, status, rule, limit }: LogFilter): LoggedRequest[] {
    const found: LoggedRequest[] = []
    for (const packed of this.#held.toReversed()) {
      if (found.length === limit) break
      if ((status ?? packed.status) !== packed.status || (rule ?? packed.rule) !== packed.rule) continue
      const entry = unpackEntry(packed, this.#texts)
      if ((accountId ?? entry.accountId) === entry.accountId) found.push(entry)
    }
    return found.reverse()
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): { entry: LoggedRequest; sequence: number }[] {
    const later = this.#held.filter((packed) => packed.sequence > sequence)
    return later.map((packed) => ({ entry: unpackEntry(packed, this.#texts), sequence: packed.sequence }))
  }

  clear(): void {
    this.#held = []
    this.#texts = new TextQueue()
    this.#bytes = 0
    this.#dropped = 0
    this.#hits.clear()
  }

  #dropOldest(): void {
    const { bytes, end } = this.#held.shift()!
    this.#texts.dropUntil(end)
    this.#bytes -= bytes
    this.#dropped += 1
  }
}
