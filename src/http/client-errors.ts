import { randomUUID } from 'node:crypto'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ID_HEADER, requestOf } from '../surface/request-context.js'
import { errorBody, JSON_TYPE, RULE_HEADER } from './envelope.js'

const ANSWERS: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The request headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time'],
}
const MALFORMED: [status: number, message: string] = [400, 'The request is not well-formed HTTP']

/** Node's note of the reply that is under way on a connection. */
export type BusySocket = Socket & { _httpMessage?: ServerResponse | null }

/** Answers what Node could not parse, or has waited for too long, with the vendor's envelope, and hangs up. */
export function answerClientError(error: NodeJS.ErrnoException, socket: BusySocket): void {
  // After the head of a reply nothing more can be said; and a client that has reset the connection hears nothing.
  if (!socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy()
    return
  }
  const [status, message] = ANSWERS[String(error.code)] ?? MALFORMED
  const body = errorBody('invalid_parameter', message)
  const request = brokenRequest(error, socket)
  request?.whenBroken?.(request, status, body, `${message}.`)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${JSON_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `${ID_HEADER}: ${request?.id ?? randomUUID()}`,
    `${RULE_HEADER}: http-malformed`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

/** What cannot be read may be the rest of a request that is known already; a client that has hung up broke nothing. */
function brokenRequest({ code }: NodeJS.ErrnoException, { _httpMessage: reply }: BusySocket) {
  return reply?.req.complete === false && code !== 'HPE_INVALID_EOF_STATE' ? requestOf(reply) : undefined
}
