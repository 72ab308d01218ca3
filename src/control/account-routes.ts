import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ACCOUNT_LIMIT } from '../domain/limits.js'
import { errorResponse, replyOf } from '../http/error-schema.js'
import { BODY_LIMIT } from '../http/server.js'
import type { Pictures } from '../pictures/types.js'
import { AccountBody, AccountId } from '../sandbox/state-schema.js'
import { bodyTooLarge, invalid, limitReached, notFound } from './control-errors.js'
import { importPictures } from './import-pictures.js'
import { AccountReply, AccountsQuery, AccountsReply, NoQuery, Nothing } from './schemas.js'
import { sendList } from './send-list.js'
import { STATE_LIMIT } from './state-routes.js'

const UnknownAccount = errorResponse('The sandbox has no such account.', {
  code: 'not_found',
  message: 'Account acc_1a2b3c4d5e not found',
})
const AnyAccount = Type.Object({ accountId: Type.String() })
const NewAccount = Type.Object({ accountId: AccountId })

const unknown = (accountId: string) => notFound(`Account ${accountId} not found`)

/** The accounts of a sandbox. */
export const accountRoutes: FastifyPluginAsyncTypebox<{ pictures: Pictures }> = async (app, { pictures }) => {
  app.get(
    '/accounts',
    {
      schema: {
        operationId: 'listAccounts',
        tags: ['Accounts'],
        summary: 'List accounts',
        description: 'In the order of their ids; for the next page give the last id as `after`.',
        querystring: AccountsQuery,
        response: { 200: AccountsReply },
      },
    },
    async (request, reply) => {
      const { after = '', limit = 100 } = request.query
      const items = await request.sandbox.accounts(after, limit)
      return sendList(request, reply, { before: '{"accounts":[', items, render: JSON.stringify, after: ']}' })
    },
  )
  app.get(
    '/accounts/:accountId',
    {
      schema: {
        operationId: 'getAccount',
        tags: ['Accounts'],
        summary: 'Read an account',
        querystring: NoQuery,
        params: AnyAccount,
        response: { 200: AccountReply, 404: UnknownAccount },
      },
    },
    async (request) => {
      const { accountId } = request.params
      const account = await request.sandbox.account(accountId)
      if (account === undefined) throw unknown(accountId)
      return account
    },
  )
  app.put(
    '/accounts/:accountId',
    {
      bodyLimit: STATE_LIMIT,
      schema: {
        operationId: 'putAccount',
        tags: ['Accounts'],
        summary: 'Create or replace an account',
        querystring: NoQuery,
        params: NewAccount,
        body: AccountBody,
        response: {
          200: replyOf(AccountReply, 'The account in place of the one that had this id.'),
          201: replyOf(AccountReply, 'The new account.'),
        },
      },
    },
    async (request, reply) => {
      const { accountId } = request.params
      const { sandbox, body, bodyLength } = request
      const { pictures: given, ...account } = body
      // The room is for pictures.
      if (given === undefined && bodyLength > BODY_LIMIT) throw bodyTooLarge()
      if ((account.accountId ?? accountId) !== accountId) {
        throw invalid(`accountId must be the path’s, ${accountId}, or left out`)
      }
      const accounts = [{ ...account, accountId }]
      const [imported] = await importPictures(pictures, sandbox, accounts, given ?? {}, () => '')
      const put = await sandbox.putAccount(imported!)
      if (put === 'full') throw limitReached(`A sandbox holds at most ${ACCOUNT_LIMIT} accounts beside the seed’s`)
      reply.code(put.created ? 201 : 200)
      return put.account
    },
  )
  app.delete(
    '/accounts/:accountId',
    {
      schema: {
        operationId: 'deleteAccount',
        tags: ['Accounts'],
        summary: 'Delete an account',
        querystring: NoQuery,
        params: AnyAccount,
        response: { 204: Nothing, 404: UnknownAccount },
      },
    },
    async (request, reply) => {
      const { accountId } = request.params
      if (!(await request.sandbox.removeAccount(accountId))) throw unknown(accountId)
      return reply.code(204).send(null)
    },
  )
}
