import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '../domain/fault.js'
import { JSON_TYPE, RULE_HEADER } from '../http/envelope.js'
import { type ApiResponse, faultResponse, sendResponse } from './api-response.js'
import { recordCall } from './record-request.js'

type InjectedFault = Exclude<Fault, { kind: 'delay' }>

const FAULT_RULE = 'fault-injected'

/**
 * Ends a call the way a fault says. `answer` is what the client would have been told: of an update that was made
 * (`when: after`) or that stands no chance of being made (`before`).
 */
export function injectFault(
  request: FastifyRequest,
  reply: FastifyReply,
  fault: InjectedFault,
  answer: ApiResponse,
): void {
  const why = explain(fault, answer)
  if (fault.kind === 'error') {
    sendResponse(request, reply, faultResponse(fault, why))
  } else if (fault.kind === 'disconnect') {
    recordCall(request, { status: null, body: null, rule: FAULT_RULE, why })
    reply.hijack()
    reply.raw.destroy()
  } else {
    recordCall(request, { status: answer.status, body: answer.body, rule: FAULT_RULE, why })
    sendHalf(reply, answer)
  }
}

function explain({ id, kind, when }: InjectedFault, answer: ApiResponse): string {
  const effect = { error: 'replaced its reply', disconnect: 'closed the connection', truncate: 'cut its reply short' }
  const fate = when === 'before' ? 'the update was not made' : `the update had run and ended in ${answer.status}`
  return `Fault ${id} (${kind}, ${when}) ${effect[kind]}; ${fate}.`
}

/** Promises the whole body, sends half of it and closes the connection. */
function sendHalf(reply: FastifyReply, { status, body }: ApiResponse): void {
  const bytes = Buffer.from(body)
  reply.header(RULE_HEADER, FAULT_RULE)
  reply.hijack()
  const headers = reply.getHeaders() as Record<string, string>
  reply.raw.writeHead(status, { ...headers, 'content-type': JSON_TYPE, 'content-length': bytes.length })
  reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy())
}
