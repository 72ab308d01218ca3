import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ProfileUpdate } from '../domain/account.js'
import type { LoggedRequest } from '../domain/logged-request.js'
import type { Instant } from '../domain/timestamp.js'
import type { BaseUrl } from '../http/base-url.js'
import { PictureAbortedError } from '../pictures/picture-error.js'
import type { IngestedPicture, Pictures } from '../pictures/types.js'
import type { Sandbox } from '../sandbox/sandbox.js'
import { AbandonedError, clientGoneSignal } from './abandoned.js'
import { sendResponse } from './api-response.js'
import type { Delays } from './delays.js'
import { describeRequest, type RequestEnd } from './record-request.js'
import { runWithFault } from './run-with-fault.js'
import { FAULT_REPLY, UpdateBody, UpdateReply } from './schemas.js'
import { type UpdateCall, updateProfile, updateProfileFaulted } from './update-profile.js'

export interface UpdateOptions {
  pictures: Pictures
  delays: Delays
  baseUrl: BaseUrl
}

const EDIT_PROFILE = {
  operationId: 'editProfile',
  tags: ['Vendor'],
  summary: 'Edit a profile',
  description: `Changes what is sent and leaves the rest: an update is all or nothing. A name, a username and a bio may be
changed as each field says; a picture is fetched, checked and kept as the sandbox's own copy. Every other method on this
path is refused with 405 and \`Allow: PATCH\`.`,
  params: Type.Object({ accountId: Type.String() }),
  body: UpdateBody,
  response: { 200: UpdateReply, '4xx': FAULT_REPLY, '5xx': FAULT_REPLY },
}

/** `PATCH /v1/accounts/:accountId/profile`: check, fetch, commit with its record, answer. */
export const updateRoute: FastifyPluginAsyncTypebox<UpdateOptions> = async (app, options) => {
  app.patch('/accounts/:accountId/profile', { schema: EDIT_PROFILE }, async (request, reply) => {
    request.logging.handled = true
    const call = new RequestedUpdate(request, reply, request.params.accountId, request.body, options)
    const ended = await updateProfile(call)
    if ('response' in ended) sendResponse(request, reply, ended.response)
    else await runWithFault(request, reply, ended, options.delays, (how) => updateProfileFaulted(call, how))
  })
}

/** The update that a request asks for. A class, for of each call only what it needs is made. */
class RequestedUpdate implements UpdateCall {
  readonly sandbox: Sandbox
  readonly accountId: string
  readonly update: ProfileUpdate
  readonly base: string
  readonly #request: FastifyRequest
  readonly #reply: FastifyReply
  readonly #pictures: Pictures

  constructor(
    request: FastifyRequest,
    reply: FastifyReply,
    accountId: string,
    update: ProfileUpdate,
    { pictures, baseUrl }: UpdateOptions,
  ) {
    this.sandbox = request.sandbox
    this.accountId = accountId
    this.update = update
    this.base = baseUrl(request)
    this.#request = request
    this.#reply = reply
    this.#pictures = pictures
  }

  describe(now: Instant, end: RequestEnd): LoggedRequest {
    return describeRequest(this.#request, now, end)
  }

  async ingest(url: string): Promise<IngestedPicture> {
    const signal = clientGoneSignal(this.#reply)
    try {
      return await this.#pictures.ingest({ url, ownBase: this.base, signal })
    } catch (error) {
      const abandoned = error instanceof PictureAbortedError && signal.aborted
      throw abandoned ? new AbandonedError({ picture: error.facts }) : error
    }
  }
}
