import type { FastifyReply, FastifyRequest } from 'fastify'
import { expectedBytes, holdBytes, type OverloadedError } from '../http/byte-budget.js'
import { sendError } from '../http/envelope.js'
import { turns } from '../http/turns.js'
import { tellOpened } from './authenticate.js'

/** What is larger takes long enough to parse, check and answer that others would notice two in a row. */
const LARGE = 64 * 1024

/** Takes of the budget what the body will bring; answers with 503, and says false, where that is too much. */
export function holdBody(request: FastifyRequest, reply: FastifyReply): boolean {
  try {
    holdBytes(request, expectedBytes(request))
    return true
  } catch (error) {
    tellOpened(request, reply)
    sendError(reply.header('connection', 'close'), 503, 'overloaded', (error as OverloadedError).message)
    return false
  }
}

const large = turns()

/** Runs work on a body of that size, which does not throw: on a large one in its turn. */
export function inTurn(bytes: number, work: () => void): void {
  if (bytes <= LARGE) work()
  else void large(work)
}
