import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '../domain/fault.js'
import { JSON_TYPE, RULE_HEADER } from '../http/envelope.js'
import { tellOpened } from '../surface/authenticate.js'
import { type ApiResponse, faultResponse, sendResponse } from './api-response.js'
import { recordRequest } from './record-request.js'
import type { Ended } from './update-profile.js'

type InjectedFault = Exclude<Fault, { kind: 'delay' }>

const FAULT_RULE = 'fault-injected'

/** Stands for the end of an update that a fault replaces before it is made. */
export const NOT_ATTEMPTED: Ended = { response: { status: 500, body: '', rule: null, why: '' } }

/**
 * Ends a call the way a fault says. The client would have been told of an update that was made (`when: after`) or that
 * stands no chance of being made (`before`).
 */
export async function injectFault(
  request: FastifyRequest,
  reply: FastifyReply,
  fault: InjectedFault,
  ended: Ended,
): Promise<void> {
  const { response } = ended
  const why = explain(fault, response)
  if (fault.kind === 'error') {
    const replaced = faultResponse(fault, why)
    await recordRequest(request, { ...ended, response: replaced, fault })
    if (fault.headers !== undefined) reply.headers(fault.headers)
    sendResponse(request, reply, replaced)
  } else if (fault.kind === 'disconnect') {
    const none = { status: null, body: null, rule: FAULT_RULE, why } as const
    await recordRequest(request, { ...ended, response: none, fault })
    reply.hijack()
    reply.raw.destroy()
  } else {
    await recordRequest(request, { ...ended, response: { ...response, rule: FAULT_RULE, why }, fault })
    sendHalf(request, reply, response)
  }
}

function explain({ id, kind, when, operation = 'update' }: InjectedFault, { status }: ApiResponse): string {
  const effect = { error: 'replaced its reply', disconnect: 'closed the connection', truncate: 'cut its reply short' }
  const [call, notRun] = operation === 'get' ? ['read', 'account was not read'] : ['update', 'update was not made']
  const fate = when === 'before' ? `the ${notRun}` : `the ${call} had run and ended in ${status}`
  return `Fault ${id} (${kind}, ${when}) ${effect[kind]}; ${fate}.`
}

/** Promises the whole body, sends half of it and closes the connection: past Fastify, which would send all of it. */
function sendHalf(request: FastifyRequest, reply: FastifyReply, { status, body }: ApiResponse): void {
  const bytes = Buffer.from(body)
  tellOpened(request, reply)
  reply.header(RULE_HEADER, FAULT_RULE)
  reply.hijack()
  const headers = reply.getHeaders() as Record<string, string>
  reply.raw.writeHead(status, { ...headers, 'content-type': JSON_TYPE, 'content-length': bytes.length })
  reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy())
}
