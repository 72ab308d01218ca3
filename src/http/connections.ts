import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { ByteBudget } from './byte-budget.js'
import { settledWithin } from './settled-within.js'

declare module 'fastify' {
  interface FastifyInstance {
    connections: Connections
  }
}

/** What a request costs that has been read and waits for the one before it. */
const WAITING_BYTES = 8 * 1024

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What a server knows of one connection. */
export interface Connection {
  /** The one reply that is under way. */
  reply: FastifyReply | undefined
  /** Requests that the client has sent ahead, in their order. */
  readonly waiting: [request: IncomingMessage, response: ServerResponse][]
  /** Whether it ends when all of them are answered. */
  ending: boolean
  /** What has come or gone at the last look, and when that last changed. */
  moved: number
  movedAt: number
}

/**
 * The connections that a server has open. Of one connection's requests one at a time is handled: Node would start all that
 * a client has sent ahead, and keep their replies until the client reads them.
 */
export class Connections {
  readonly #open = new Map<Socket, Connection>()
  readonly #budget: ByteBudget

  constructor(budget: ByteBudget) {
    this.#budget = budget
  }

  track(server: Server): void {
    server.on('connection', (socket: Socket) => {
      const connection: Connection = {
        reply: undefined,
        waiting: [],
        ending: false,
        moved: 0,
        movedAt: performance.now(),
      }
      this.#open.set(socket, connection)
      socket.once('close', () => {
        this.#open.delete(socket)
        this.#budget.give(connection.waiting.splice(0).length * WAITING_BYTES)
      })
    })
  }

  /** Hands a connection's requests on one by one. */
  oneByOne(handle: Handler): Handler {
    return (request, response) => {
      const { socket } = request
      const connection = this.#open.get(socket)
      // What is left of a piece that a hung up client has sent is read to its end.
      if (connection === undefined || socket.destroyed) return
      if (connection.reply === undefined && connection.waiting.length === 0) return handle(request, response)
      if (!this.#budget.take(WAITING_BYTES)) return void socket.destroy()
      connection.waiting.push([request, response])
      // No more is read than what has come already.
      socket.pause()
      if (connection.waiting.length === 1) {
        connection.reply?.raw.once('close', () => this.#next(socket, connection, handle))
      }
    }
  }

  /** A reply is under way from here on. An injected request has no connection. */
  begin(reply: FastifyReply): Connection | undefined {
    const connection = this.#open.get(reply.request.raw.socket)
    if (connection !== undefined) connection.reply = reply
    return connection
  }

  /** Reads no more from a connection that has a reply under way, and ends it when all that has come whole is answered. */
  endWhenAnswered(socket: Socket): void {
    const connection = this.#open.get(socket)!
    socket.pause()
    connection.ending = true
    const whole = connection.waiting.filter(([request]) => request.complete)
    this.#budget.give((connection.waiting.length - whole.length) * WAITING_BYTES)
    connection.waiting.splice(0, connection.waiting.length, ...whole)
  }

  /** The reply that is under way on a connection. */
  replyOn(socket: Socket): FastifyReply | undefined {
    return this.#open.get(socket)?.reply
  }

  /** Resolves when the calls that are under way now have ended, but for those whose replies last, or after that many ms. */
  async callsEnded(lasts: (reply: FastifyReply) => boolean, withinMs: number): Promise<void> {
    const underWay = [...this.#open.values()].flatMap(({ reply }) =>
      reply !== undefined && !lasts(reply) ? [reply] : [],
    )
    const ended = underWay.map((reply) => new Promise<void>((resolve) => reply.raw.once('close', resolve)))
    await settledWithin(withinMs, Promise.all(ended))
  }

  all(): IterableIterator<[Socket, Connection]> {
    return this.#open.entries()
  }

  #next(socket: Socket, connection: Connection, handle: Handler): void {
    // What still waits is given up when the connection has closed.
    const next = socket.destroyed ? undefined : connection.waiting.shift()
    if (next === undefined) return
    this.#budget.give(WAITING_BYTES)
    if (connection.waiting.length === 0 && !connection.ending) socket.resume()
    handle(...next)
    // Taken after what the handler has set up for the same moment.
    if (connection.waiting.length > 0) next[1].once('close', () => this.#next(socket, connection, handle))
  }
}

/** The reply that is under way on it is over, however it ended. */
export function endReply(connection: Connection, reply: FastifyReply): void {
  connection.reply = undefined
  if (connection.ending && connection.waiting.length === 0) reply.request.raw.socket.destroy()
}
