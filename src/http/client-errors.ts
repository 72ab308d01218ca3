import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { Connections } from './connections.js'
import { errorBody, JSON_TYPE, RULE_HEADER } from './envelope.js'
import { ID_HEADER, NOSNIFF_HEADER } from './request-lifecycle.js'

const RESPONSES: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The request headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time'],
  // `fetch` puts get, post and put into upper case, and sends patch as it is written.
  HPE_INVALID_METHOD: [400, 'The request method is unknown: methods are upper-case, as in PATCH'],
}
const MALFORMED: [status: number, message: string] = [400, 'The request is not well-formed HTTP']

/**
 * Answers what Node could not parse, or has waited for too long, with the vendor's envelope, and hangs up. What of a
 * request is known already is told to its `onParseError` first.
 */
export async function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  connections: Connections,
): Promise<void> {
  const underWay = connections.replyOn(socket)
  // A reply that has begun is sent to its end, if it has one; so is that to a whole request, whatever follows it.
  if (socket.writable && underWay !== undefined && isOwed(underWay)) {
    connections.endWhenAnswered(socket)
    return
  }
  // After the head of a reply nothing more can be said; and a client that has reset the connection hears nothing.
  if (!socket.writable || underWay?.raw.headersSent) {
    socket.destroy()
    return
  }
  const [status, message] = RESPONSES[String(error.code)] ?? MALFORMED
  const body = errorBody('invalid_parameter', message)
  const broken = isBroken(error, underWay) ? underWay?.request : undefined
  await broken?.onParseError?.(broken, status, body, `${message}.`)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${JSON_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `${ID_HEADER}: ${broken?.id ?? randomUUID()}`,
    `${NOSNIFF_HEADER}: nosniff`,
    `${RULE_HEADER}: http-malformed`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

const TOO_LATE = Object.assign(new Error('The rest does not come'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })

/** Answers a request whose rest does not come in time, and hangs up. */
export function answerTooLate(socket: Socket, connections: Connections): Promise<void> {
  return answerClientError(TOO_LATE, socket, connections)
}

function isOwed({ raw, request }: FastifyReply): boolean {
  const endless = raw.headersSent && String(raw.getHeader('content-type')).startsWith('text/event-stream')
  return !endless && (raw.headersSent || request.raw.complete)
}

/** What cannot be read may be the rest of a request that is known already; a client that has hung up broke nothing. */
function isBroken({ code }: NodeJS.ErrnoException, underWay: FastifyReply | undefined): boolean {
  return underWay?.request.raw.complete === false && code !== 'HPE_INVALID_EOF_STATE'
}
