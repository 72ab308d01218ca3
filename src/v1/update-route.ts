import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '../domain/fault.js'
import { pictureFacts } from '../domain/picture-facts.js'
import { type Refusal, refusal } from '../domain/refusal.js'
import { baseUrl } from '../http/base-url.js'
import { PictureAbortedError, PictureError } from '../pictures/picture-error.js'
import type { Pictures } from '../pictures/types.js'
import { sandboxOf } from '../surface/request-context.js'
import { type ApiResponse, sendResponse } from './api-response.js'
import { ClientGone, clientGoneSignal } from './client-gone.js'
import type { Delays } from './delays.js'
import { editProfile, editWithPicture } from './edit-profile.js'
import { injectFault } from './inject-fault.js'
import type { UpdateBody } from './schemas.js'

export interface UpdateDeps {
  pictures: Pictures
  delays: Delays
  publicUrl: string
}
type UpdateRequest = FastifyRequest<{ Params: { accountId: string }; Body: UpdateBody }>

/** The handler of `PATCH /v1/accounts/:accountId/profile`, for a body that fits the schema. */
export function updateHandler(parts: UpdateDeps) {
  return async (request: UpdateRequest, reply: FastifyReply): Promise<void> => {
    const fault = sandboxOf(request).faults.take(request.params.accountId, request.body.platform)
    if (fault === undefined) sendResponse(request, reply, await update(parts, request, reply, true))
    else await updateWithFault(parts, request, reply, fault)
  }
}

/** Answers a call that an armed fault strikes: late, or with something else, or by hanging up. */
async function updateWithFault(
  parts: UpdateDeps,
  request: UpdateRequest,
  reply: FastifyReply,
  fault: Fault,
): Promise<void> {
  request.call!.fault = fault
  if (fault.kind !== 'delay') {
    const spoiled = fault.when === 'before' && fault.kind !== 'truncate'
    const answer = spoiled ? NOT_ATTEMPTED : await update(parts, request, reply, fault.when === 'after')
    injectFault(request, reply, fault, answer)
    return
  }
  const gone = clientGoneSignal(reply)
  await parts.delays.wait(fault.ms, gone)
  gone.throwIfAborted()
  sendResponse(request, reply, await update(parts, request, reply, true))
}

/** Stands for the answer to an update that a fault replaces before it is made. */
const NOT_ATTEMPTED: ApiResponse = { status: 500, body: '', refused: null, why: '' }

/** Makes the update, or with `commit: false` only finds out what would come of it. */
function update({ pictures, publicUrl }: UpdateDeps, request: UpdateRequest, reply: FastifyReply, commit: boolean) {
  const base = baseUrl(request, publicUrl)
  const edit = { sandbox: sandboxOf(request), accountId: request.params.accountId, update: request.body, base, commit }
  const url = request.body.profilePictureUrl
  if (url === undefined) return editProfile(edit)
  return editWithPicture(edit, () => fetchPicture(pictures, request, reply, url, base))
}

async function fetchPicture(
  pictures: Pictures,
  request: UpdateRequest,
  reply: FastifyReply,
  url: string,
  ownBase: string,
): Promise<string | Refusal> {
  request.call!.picture = pictureFacts(url)
  try {
    const { path, facts } = await pictures.ingest({ url, ownBase, signal: clientGoneSignal(reply) })
    request.call!.picture = facts
    return path
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    request.call!.picture = error.facts
    return refusal(error.rule, error.message)
  }
}

/** Whether the error only says that nobody waits for the answer any more. */
export function isClientGone(error: unknown): boolean {
  return error instanceof ClientGone || (error instanceof PictureAbortedError && error.cause instanceof ClientGone)
}
