import { LOG_BYTE_LIMIT, LOG_ENTRY_LIMIT } from '../../domain/limits.js'
import type { LoggedRequest } from '../../domain/logged-request.js'
import type { RuleId } from '../../domain/rules.js'
import type { RequestQuery } from '../store.js'
import { type PackedRequest, packRequest, unpackRequest } from './packed-request.js'
import { TextQueue } from './text-queue.js'

/** What an entry takes beside its texts. */
const ENTRY_BYTES = 512

/** The newest calls of a sandbox, bounded by count and by bytes, with how often each rule decided one. */
export class RequestLog {
  #held: PackedRequest[] = []
  #texts = new TextQueue()
  #bytes = 0
  #dropped = 0
  #hits = new Map<RuleId, number>()

  /** What the entries take, all told. */
  get weight(): number {
    return Math.max(this.#texts.size, this.#bytes) + this.#held.length * ENTRY_BYTES
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
    this.#held.push(packed)
    this.#bytes += packed.bytes
    if (request.rule !== null) this.#hits.set(request.rule, (this.#hits.get(request.rule) ?? 0) + 1)
    // The newest is kept whatever its size: whoever has the reply finds the entry.
    while (this.#held.length > LOG_ENTRY_LIMIT || (this.#bytes > LOG_BYTE_LIMIT && this.#held.length > 1)) {
      this.#dropOldest()
    }
  }

  /** Drops the oldest entries until the rest take no more than that; the newest is kept whatever its size. */
  trim(weight: number): void {
    while (this.#held.length > 1 && this.weight > weight) this.#dropOldest()
  }

  /** The newest that match, oldest first. */
  list({ limit, matches }: RequestQuery): LoggedRequest[] {
    const found: LoggedRequest[] = []
    for (let index = this.#held.length - 1; index >= 0 && found.length < limit; index--) {
      const request = unpackRequest(this.#held[index]!, this.#texts)
      if (matches(request)) found.push(request)
    }
    return found.reverse()
  }

  /** Those of a later sequence number, oldest first, each with its own. */
  since(sequence: number): { request: LoggedRequest; sequence: number }[] {
    const later = this.#held.filter((packed) => packed.sequence > sequence)
    return later.map((packed) => ({ request: unpackRequest(packed, this.#texts), sequence: packed.sequence }))
  }

  clear(): void {
    this.#held = []
    this.#texts = new TextQueue()
    this.#bytes = 0
    this.#dropped = 0
    this.#hits = new Map()
  }

  #dropOldest(): void {
    const { bytes, end } = this.#held.shift()!
    this.#texts.dropUntil(end)
    this.#bytes -= bytes
    this.#dropped += 1
  }
}
