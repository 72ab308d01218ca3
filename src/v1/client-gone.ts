import type { FastifyReply } from 'fastify'

/** The reason of the signal that aborts when a client leaves before it has its answer. */
export class ClientGone extends Error {
  override name = 'ClientGone'
}

/** A signal that aborts when the client has gone. */
export function clientGoneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new ClientGone())
  })
  return controller.signal
}
