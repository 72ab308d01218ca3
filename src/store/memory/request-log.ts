import { LOG_BYTE_LIMIT, LOG_ENTRY_LIMIT } from '../../domain/limits.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import type { RequestQuery } from '../store.js'
import { entryOf, type KeptEntry, keepEntry } from './kept-entry.js'

/** One more than is kept: the newest is put in before the oldest goes. */
const SLOTS = LOG_ENTRY_LIMIT + 1

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule decided one. */
export class RequestLog {
  /** A ring, for taking the first of an array would move all the others. */
  #entries: (KeptEntry | undefined)[] = []
  #oldest = 0
  #count = 0
  #bytes = 0
  #weight = 0
  #dropped = 0
  #hits = new Map<RuleId, number>()

  /** How many bytes the entries take, all told; a text that is not all Latin-1 may take twice what is counted. */
  get weight(): number {
    return this.#weight
  }

  /** How many entries the bounds have pushed out. */
  get dropped(): number {
    return this.#dropped
  }

  get hits(): ReadonlyMap<RuleId, number> {
    return this.#hits
  }

  add(request: LoggedRequest, sequence: number): void {
    const entry = keepEntry(request, sequence)
    this.#entries[this.#slot(this.#count)] = entry
    this.#count += 1
    this.#countIn(entry, 1)
    if (request.rule !== null) this.#hits.set(request.rule, (this.#hits.get(request.rule) ?? 0) + 1)
    // The newest is kept whatever its size: whoever has the reply finds the entry.
    while (this.#count > LOG_ENTRY_LIMIT || (this.#bytes > LOG_BYTE_LIMIT && this.#count > 1)) {
      this.#dropOldest()
    }
  }

  /** Drops the oldest entries until the rest take no more than that; the newest is kept whatever its size. */
  trim(weight: number): void {
    while (this.#count > 1 && this.#weight > weight) this.#dropOldest()
  }

  /** The newest that match, oldest first. */
  list({ limit, matches }: RequestQuery): LoggedRequest[] {
    const found: LoggedRequest[] = []
    for (let place = this.#count - 1; place >= 0 && found.length < limit; place--) {
      const request = entryOf(this.#entries[this.#slot(place)]!)
      if (matches(request)) found.push(request)
    }
    return found.reverse()
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): { request: LoggedRequest; sequence: number }[] {
    const entries = Array.from({ length: this.#count }, (_, place) => this.#entries[this.#slot(place)]!)
    const later = entries.filter((entry) => entry.sequence > sequence)
    return later.map((entry) => ({ request: entryOf(entry), sequence: entry.sequence }))
  }

  clear(): void {
    this.#entries = []
    this.#oldest = 0
    this.#count = 0
    this.#bytes = 0
    this.#weight = 0
    this.#dropped = 0
    this.#hits = new Map()
  }

  /** Where the entry of that place lies, counted from the oldest. */
  #slot(place: number): number {
    return (this.#oldest + place) % SLOTS
  }

  #dropOldest(): void {
    this.#countIn(this.#entries[this.#oldest]!, -1)
    this.#entries[this.#oldest] = undefined
    this.#oldest = this.#slot(1)
    this.#count -= 1
    this.#dropped += 1
  }

  #countIn({ common, size }: KeptEntry, times: 1 | -1): void {
    this.#bytes += times * size
    this.#weight += times * (size + common.beside)
  }
}
