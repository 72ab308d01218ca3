import { LOG_BYTE_LIMIT, LOG_ENTRY_LIMIT } from '../../domain/limits.js'
import { loggedBytes } from '../../domain/logged-bytes.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import type { RequestQuery } from '../store.js'

/** What an entry takes beside its texts, and a short text beside its characters. */
const ENTRY_BYTES = 512
const TEXT_BYTES = 32
/** One more than is kept: the newest is put in before the oldest goes. */
const SLOTS = LOG_ENTRY_LIMIT + 1

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule decided one. */
export class RequestLog {
  /** A ring, for taking the first of an array would move all the others. */
  #requests: (LoggedRequest | undefined)[] = []
  /** Of the request in the same slot: its place among the sandbox's events. */
  #sequences: number[] = []
  /** What the request in the same slot counts against the bound, and what it takes. */
  #sizes: number[] = []
  #weights: number[] = []
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
    const slot = this.#slot(this.#count)
    const size = loggedBytes(request)
    const weight = size + besideBytes(request)
    this.#requests[slot] = request
    this.#sequences[slot] = sequence
    this.#sizes[slot] = size
    this.#weights[slot] = weight
    this.#count += 1
    this.#bytes += size
    this.#weight += weight
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
      const request = this.#requests[this.#slot(place)]!
      if (matches(request)) found.push(request)
    }
    return found.reverse()
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): { request: LoggedRequest; sequence: number }[] {
    const slots = Array.from({ length: this.#count }, (_, place) => this.#slot(place))
    const later = slots.filter((slot) => this.#sequences[slot]! > sequence)
    return later.map((slot) => ({ request: this.#requests[slot]!, sequence: this.#sequences[slot]! }))
  }

  clear(): void {
    this.#requests = []
    this.#sequences = []
    this.#sizes = []
    this.#weights = []
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
    this.#bytes -= this.#sizes[this.#oldest]!
    this.#weight -= this.#weights[this.#oldest]!
    this.#requests[this.#oldest] = undefined
    this.#oldest = this.#slot(1)
    this.#count -= 1
    this.#dropped += 1
  }
}

/** What an entry takes beside what the bound counts; of the shortest names a body holds thousands. */
function besideBytes({ why, ignoredFields }: LoggedRequest): number {
  let bytes = ENTRY_BYTES + why.length
  for (const name of ignoredFields) bytes += TEXT_BYTES + name.length
  return bytes
}
