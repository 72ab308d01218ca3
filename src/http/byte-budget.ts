import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** What is under way in this server shares it. */
    budget: ByteBudget
  }
  interface FastifyRequest {
    /** What the request has taken of the budget, given back when its reply is over. */
    heldBytes: number
  }
}

/** What bodies, dumps, events and unread replies may hold together. */
export const HELD_LIMIT = 128 * 1024 * 1024
/** What is no larger counts as part of its connection. */
export const SMALL = 16 * 1024

/** Past the budget: nothing has been done, and the same call may well succeed in a moment. */
export class OverloadedError extends Error {
  override name = 'OverloadedError'

  constructor() {
    super('The server is busy with as many large requests and unread replies as it may hold: try again in a moment')
  }
}

/** A number of bytes that everything large in flight shares, over all connections. */
export class ByteBudget {
  readonly #limit: number
  readonly #memoryLeft: () => number
  #held = 0

  /** `memoryLeft`: what the system would still give, in bytes, looked at for what is large. */
  constructor(limit: number, memoryLeft: () => number) {
    this.#limit = limit
    this.#memoryLeft = memoryLeft
  }

  get held(): number {
    return this.#held
  }

  /** False where that is more than is left; nothing has been taken then. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#limit || (bytes > SMALL && bytes > this.#memoryLeft())) return false
    this.#held += bytes
    return true
  }

  give(bytes: number): void {
    this.#held -= bytes
  }
}

/** Takes what a request makes the server hold until its reply is over. Throws OverloadedError. */
export function holdBytes(request: FastifyRequest, bytes: number): void {
  if (bytes <= SMALL) return
  if (!request.server.budget.take(bytes)) throw new OverloadedError()
  request.heldBytes += bytes
}

/** The most bytes of body that a request will bring, as far as its head tells. */
export function expectedBytes(request: FastifyRequest): number {
  const { headers } = request
  const length = Number(headers['content-length'] ?? 0)
  if (length <= SMALL && headers['transfer-encoding'] === undefined) return 0
  // Asked for late: Fastify puts a route's options together anew each time.
  const limit = request.routeOptions.bodyLimit!
  // One that is too long is refused before it is read.
  return length > limit ? 0 : length || limit
}
