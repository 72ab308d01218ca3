import type { FastifyReply, FastifyRequest } from 'fastify'
import { AbandonedError, clientGoneSignal } from './abandoned.js'
import { sendResponse } from './api-response.js'
import type { Delays } from './delays.js'
import { injectFault, NOT_ATTEMPTED } from './inject-fault.js'
import type { Struck } from './strike.js'
import type { Ended, FaultedRun } from './update-profile.js'

/** Answers a call that an armed fault strikes: late, or with something else, or by hanging up. `run` is what it asked for. */
export async function runWithFault(
  request: FastifyRequest,
  reply: FastifyReply,
  struck: Struck,
  delays: Delays,
  run: (how: FaultedRun) => Promise<Ended>,
): Promise<void> {
  try {
    await respond(request, reply, struck, delays, run)
  } catch (error) {
    throw error instanceof AbandonedError ? new AbandonedError({ ...error.known, fault: struck.fault }) : error
  }
}

async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  { fault, generation }: Struck,
  delays: Delays,
  run: (how: FaultedRun) => Promise<Ended>,
): Promise<void> {
  if (fault.kind !== 'delay') {
    const replaced = fault.when === 'before' && fault.kind !== 'truncate'
    const how = { fault, generation, commit: fault.when === 'after', record: false }
    return injectFault(request, reply, fault, replaced ? NOT_ATTEMPTED : await run(how))
  }
  const gone = clientGoneSignal(reply)
  await delays.wait(fault.ms, gone)
  if (gone.aborted) throw new AbandonedError({})
  const { response } = await run({ fault, generation, commit: true, record: true })
  sendResponse(request, reply, response)
}
