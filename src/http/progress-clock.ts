import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answerTooLate } from './client-errors.js'
import type { Connection, Connections } from './connections.js'

/** How long a client may read nothing of its reply, or send nothing of its body. */
const PROGRESS_MS = 20_000
/** How long a connection may rest between two requests: as long as Fastify keeps it. */
const KEEP_ALIVE_MS = 72_000
const LOOK_MS = 1_000

export interface ProgressOptions {
  progressMs?: number | undefined
  keepAliveMs?: number | undefined
  checkMs: number
}

/**
 * Hangs up on clients that wait for nothing and hold something: those that do not read what is there for them, those that
 * do not send the rest of their body, and those that ask for nothing more. One look at all of them now and then costs
 * less than Node's timers, of which each request sets two.
 */
export function hangUpOnStalled(app: FastifyInstance, connections: Connections, options: ProgressOptions): void {
  const { progressMs = PROGRESS_MS, keepAliveMs = KEEP_ALIVE_MS, checkMs } = options
  const look = (now: number) => {
    for (const [socket, connection] of connections.all()) {
      const idle = connection.reply === undefined
      if (hasMoved(socket, connection, now)) continue
      if (now - connection.movedAt < (idle ? keepAliveMs : progressMs)) continue
      if (idle || socket.writableLength > 0) socket.destroy()
      else void answerTooLate(socket, connections)
    }
  }
  // All that has come by then is read before the look, however long this process itself has stood still.
  const timer = setInterval(() => setImmediate(look, performance.now()), Math.min(LOOK_MS, checkMs)).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

/** Whether the client has taken or sent anything since the last look; one that we keep waiting has. */
function hasMoved(socket: Socket, connection: Connection, now: number): boolean {
  const unread = socket.writableLength
  const waits = unread === 0 && connection.reply?.request.raw.complete === true
  const moved = unread > 0 ? socket.bytesWritten - unread : socket.bytesRead
  if (!waits && moved === connection.moved) return false
  connection.moved = moved
  connection.movedAt = now
  return true
}
