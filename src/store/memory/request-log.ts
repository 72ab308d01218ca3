import { LOG_BYTE_LIMIT, LOG_ENTRY_LIMIT } from '../../domain/limits.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import type { RequestQuery } from '../store.js'
import { type PackedRequest, packRequest, unpackRequest } from './packed-request.js'
import { TextQueue } from './text-queue.js'

/** What an entry takes beside its texts. */
const ENTRY_BYTES = 512
/** One more than is kept: the newest is put in before the oldest goes. */
const SLOTS = LOG_ENTRY_LIMIT + 1

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule decided one. */
export class RequestLog {
  /** A ring, for taking the first of an array would move all the others. */
  #slots: (PackedRequest | undefined)[] = []
  #oldest = 0
  #count = 0
  #texts = new TextQueue()
  #bytes = 0
  #dropped = 0
  #hits = new Map<RuleId, number>()

  /** What the entries take, all told. */
  get weight(): number {
    return Math.max(this.#texts.size, this.#bytes) + this.#count * ENTRY_BYTES
  }

  /** How many entries the bounds have pushed out. */
  get dropped(): number {
    return this.#dropped
  }

  get hits(): ReadonlyMap<RuleId, number> {
    return this.#hits
  }

  /** `sequence` is the request's place among the sandbox's events. */
  add(request: LoggedRequest, sequence: number): void {
    const packed = packRequest(request, sequence, this.#texts)
    this.#slots[(this.#oldest + this.#count) % SLOTS] = packed
    this.#count += 1
    this.#bytes += packed.bytes
    if (request.rule !== null) this.#hits.set(request.rule, (this.#hits.get(request.rule) ?? 0) + 1)
    // The newest is kept whatever its size: whoever has the reply finds the entry.
    while (this.#count > LOG_ENTRY_LIMIT || (this.#bytes > LOG_BYTE_LIMIT && this.#count > 1)) {
      this.#dropOldest()
    }
  }

  /** Drops the oldest entries until the rest take no more than that; the newest is kept whatever its size. */
  trim(weight: number): void {
    while (this.#count > 1 && this.weight > weight) this.#dropOldest()
  }

  /** The newest that match, oldest first. */
  list({ limit, matches }: RequestQuery): LoggedRequest[] {
    const found: LoggedRequest[] = []
    for (let place = this.#count - 1; place >= 0 && found.length < limit; place--) {
      const request = unpackRequest(this.#at(place), this.#texts)
      if (matches(request)) found.push(request)
    }
    return found.reverse()
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): { request: LoggedRequest; sequence: number }[] {
    const held = Array.from({ length: this.#count }, (_, place) => this.#at(place))
    const later = held.filter((packed) => packed.sequence > sequence)
    return later.map((packed) => ({ request: unpackRequest(packed, this.#texts), sequence: packed.sequence }))
  }

  clear(): void {
    this.#slots = []
    this.#oldest = 0
    this.#count = 0
    this.#texts = new TextQueue()
    this.#bytes = 0
    this.#dropped = 0
    this.#hits = new Map()
  }

  /** Counted from the oldest. */
  #at(place: number): PackedRequest {
    return this.#slots[(this.#oldest + place) % SLOTS]!
  }

  #dropOldest(): void {
    this.#bytes -= this.#at(0).bytes
    this.#slots[this.#oldest] = undefined
    this.#oldest = (this.#oldest + 1) % SLOTS
    this.#count -= 1
    this.#dropped += 1
    this.#texts.dropBefore(this.#at(0).chunk)
  }
}
