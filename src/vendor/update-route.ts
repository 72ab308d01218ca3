import type { FastifyReply, FastifyRequest } from 'fastify'
import { baseUrl } from '../http/base-url.js'
import { sandboxOf } from '../http/request-context.js'
import { newPictureFacts, PictureRefusal, type Pictures } from '../pictures/pictures.js'
import { type Refusal, refusal } from '../profile/refusal.js'
import { type Answer, refusalAnswer, sendAnswer } from './answer.js'
import { ClientGone, clientGoneSignal } from './client-gone.js'
import type { Delays } from './delays.js'
import { editProfile } from './edit-profile.js'
import { viewProfile } from './profile-view.js'
import type { UpdateBody } from './schemas.js'
import { strike } from './strike.js'

export interface UpdateParts {
  pictures: Pictures
  delays: Delays
  publicUrl: string
}
type UpdateRequest = FastifyRequest<{ Params: { accountId: string }; Body: UpdateBody }>

/** The handler of `PATCH /v1/accounts/:accountId/profile`, for a body that fits the schema. */
export function updateHandler(parts: UpdateParts) {
  return async (request: UpdateRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { accountId } = request.params
    const fault = sandboxOf(request).faults.take(accountId, request.body.platform) ?? null
    if (fault === null) return sendAnswer(request, reply, await update(parts, request, reply, true))
    request.call!.fault = fault
    if (fault.kind !== 'delay') {
      const spoiled = fault.when === 'before' && fault.kind !== 'truncate'
      const answer = spoiled ? UNMADE : await update(parts, request, reply, fault.when === 'after')
      return strike(request, reply, fault, answer)
    }
    const gone = clientGoneSignal(reply)
    await parts.delays.wait(fault.ms, gone)
    gone.throwIfAborted()
    return sendAnswer(request, reply, await update(parts, request, reply, true))
  }
}

/** Stands for the answer to an update that a fault replaces before it is made. */
const UNMADE: Answer = { status: 500, body: '', refused: null, why: '' }

/** Makes the update, or with `commit: false` only finds out what would come of it. */
async function update(
  parts: UpdateParts,
  request: UpdateRequest,
  reply: FastifyReply,
  commit: boolean,
): Promise<Answer> {
  const { accountId } = request.params
  const { platform } = request.body
  const base = baseUrl(request, parts.publicUrl)
  const edited = await editProfile({
    sandbox: sandboxOf(request),
    accountId,
    update: request.body,
    fetchPicture: (url) => fetchPicture(parts.pictures, request, reply, url, base),
    commit,
  })
  if ('rule' in edited) return refusalAnswer(edited)
  const view = viewProfile(accountId, platform, edited.profile, edited.renamed, base)
  return { status: 200, body: JSON.stringify(view), refused: null, why: edited.why }
}

async function fetchPicture(
  pictures: Pictures,
  request: UpdateRequest,
  reply: FastifyReply,
  url: string,
  ownBase: string,
): Promise<string | Refusal> {
  const facts = newPictureFacts(url)
  request.call!.picture = facts
  try {
    return await pictures.obtain({ url, ownBase, facts, signal: clientGoneSignal(reply) })
  } catch (error) {
    if (error instanceof PictureRefusal) return refusal(error.reason, error.message)
    throw error
  }
}

/** Whether the error only says that nobody waits for the answer any more. */
export function isClientGone(error: unknown): boolean {
  return error instanceof ClientGone
}
