import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { BaseUrl } from '../http/base-url.js'
import { ReadAccountReply } from './account-reply.js'
import { sendResponse } from './api-response.js'
import type { Delays } from './delays.js'
import { type ReadCall, readAccount, readAccountFaulted } from './read-account.js'
import { describeRequest } from './record-request.js'
import { runWithFault } from './run-with-fault.js'
import { FAULT_REPLY, ReadQuery } from './schemas.js'

export interface ReadOptions {
  delays: Delays
  baseUrl: BaseUrl
}

const READ_ACCOUNT = {
  operationId: 'readAccount',
  tags: ['Vendor'],
  summary: 'Get an account',
  description: `An account as the vendor's Get Account page shows it (documented). Of one with two platforms the query
chooses, TikTok without it (assumed); other parameters are ignored. Every other method on this path is refused with 405
and \`Allow: GET\`.`,
  params: Type.Object({ accountId: Type.String() }),
  querystring: ReadQuery,
  response: { 200: ReadAccountReply, '4xx': FAULT_REPLY, '5xx': FAULT_REPLY },
}

/** `GET /v1/accounts/:accountId`: what an update has made of an account. */
export const accountRoute: FastifyPluginAsyncTypebox<ReadOptions> = async (app, { delays, baseUrl }) => {
  const options = { exposeHeadRoute: false, schema: READ_ACCOUNT }
  app.get('/accounts/:accountId', options, async (request, reply) => {
    request.logging.handled = true
    const call: ReadCall = {
      sandbox: request.sandbox,
      accountId: request.params.accountId,
      platform: request.query.platform,
      base: baseUrl(request),
      describe: (now, end) => describeRequest(request, now, end),
    }
    const ended = await readAccount(call)
    if ('response' in ended) sendResponse(request, reply, ended.response)
    else await runWithFault(request, reply, ended, delays, (how) => readAccountFaulted(call, how))
  })
}
