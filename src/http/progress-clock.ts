import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answerTooLate } from './client-errors.js'
import type { Connection, Connections } from './connections.js'

/** How long a client may read nothing of its reply, or send nothing of its body. */
const PROGRESS_MS = 20_000
const LOOK_MS = 1_000

export interface ProgressOptions {
  progressMs?: number | undefined
  checkMs: number
}

/**
 * Hangs up on clients that wait for nothing and hold something: those that do not read what is there for them, and those
 * that do not send the rest of their body.
 */
export function hangUpOnStalled(app: FastifyInstance, connections: Connections, options: ProgressOptions): void {
  const { progressMs = PROGRESS_MS, checkMs } = options
  const look = () => {
    const now = performance.now()
    for (const [socket, connection] of connections.all()) {
      if (hasMoved(socket, connection, now) || now - connection.movedAt < progressMs) continue
      if (socket.writableLength > 0) socket.destroy()
      else void answerTooLate(socket, connections)
    }
  }
  const timer = setInterval(look, Math.min(LOOK_MS, checkMs)).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

/** Whether the client has taken or sent anything since the last look; one that we keep waiting has. */
function hasMoved(socket: Socket, connection: Connection, now: number): boolean {
  const unread = socket.writableLength
  const unfinished = connection.reply?.request.raw.complete === false
  const moved = unread > 0 ? socket.bytesWritten - unread : socket.bytesRead
  if ((unread > 0 || unfinished) && moved === connection.moved) return false
  connection.moved = moved
  connection.movedAt = now
  return true
}
