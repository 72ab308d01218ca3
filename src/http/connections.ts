import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import { settledWithin } from './settled-within.js'

declare module 'fastify' {
  interface FastifyInstance {
    connections: Connections
  }
}

/** The connections that a server has open, each with the reply that is under way on it. */
export class Connections {
  readonly #replies = new Map<Socket, FastifyReply | undefined>()

  track(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#replies.set(socket, undefined)
      socket.once('close', () => this.#replies.delete(socket))
    })
  }

  begin(reply: FastifyReply): void {
    const { socket } = reply.request.raw
    // An injected request has no connection.
    if (this.#replies.has(socket)) this.#replies.set(socket, reply)
  }

  end(reply: FastifyReply): void {
    const { socket } = reply.request.raw
    if (this.#replies.get(socket) === reply) this.#replies.set(socket, undefined)
  }

  /** The reply that is under way on a connection. */
  replyOn(socket: Socket): FastifyReply | undefined {
    return this.#replies.get(socket)
  }

  /** Resolves when the calls that are under way now have ended, but for those whose replies last, or after that many ms. */
  async callsEnded(lasts: (reply: FastifyReply) => boolean, withinMs: number): Promise<void> {
    const underWay = [...this.#replies.values()].filter((reply) => reply !== undefined && !lasts(reply))
    await settledWithin(
      withinMs,
      Promise.all(underWay.map((reply) => new Promise<void>((resolve) => reply!.raw.once('close', resolve)))),
    )
  }

  all(): IterableIterator<[Socket, FastifyReply | undefined]> {
    return this.#replies.entries()
  }
}
