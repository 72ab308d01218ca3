import type { FastifyReply } from 'fastify'
import type { Fault } from '../domain/fault.js'
import type { PictureFacts } from '../domain/picture-facts.js'

/** The client has gone before its call was answered; `known` is what its log entry can still say. */
export class AbandonedError extends Error {
  override name = 'AbandonedError'
  readonly known: { readonly fault?: Fault; readonly picture?: PictureFacts }

  constructor(known: AbandonedError['known']) {
    super('The client has gone')
    this.known = known
  }
}

/** A signal that aborts when the client leaves before it has its answer. */
export function clientGoneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}
