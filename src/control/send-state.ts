import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from '../domain/account.js'
import { JSON_TYPE } from '../http/envelope.js'
import type { Pictures } from '../pictures/types.js'
import type { SandboxState } from '../sandbox/sandbox-state.js'
import { storedReferences } from '../sandbox/stored-references.js'
import { holdList, inTurn, inTurns, piecesOf, sendList } from './send-list.js'

/** More accounts take long enough to list that others would notice. */
const MANY = 200

/** Answers with the whole state; with `pictures`, also with those that its accounts name, as far as they are still there. */
export async function sendState(
  request: FastifyRequest,
  reply: FastifyReply,
  { clock, size, accounts: list, view, faults }: SandboxState,
  pictures?: Pictures,
): Promise<FastifyReply> {
  const accounts = size > MANY ? await inTurn(list) : list()
  const state = {
    before: `{"clock":${JSON.stringify(clock)},"accounts":[`,
    items: accounts,
    render: (account: Account) => JSON.stringify(view(account)),
    after: `],"faults":${JSON.stringify(faults)}`,
  }
  if (pictures === undefined) return sendList(request, reply, { ...state, after: `${state.after}}` })
  holdList(request, accounts)
  const files = new Set(accounts.flatMap((account) => storedReferences(account).map(({ file }) => file)))
  return reply
    .type(JSON_TYPE)
    .send(Readable.from(withPictures(piecesOf(state), files, pictures), { objectMode: false }))
}

/** One picture after the other, as the client reads. */
async function* withPictures(state: Iterator<string>, files: Iterable<string>, pictures: Pictures) {
  yield* inTurns(state)
  let before = ',"pictures":{'
  for (const file of files) {
    const picture = await pictures.read(file)
    if (picture === undefined) continue
    yield `${before}${JSON.stringify(file)}:"${Buffer.from(picture.bytes).toString('base64')}"`
    before = ','
  }
  yield before === ',' ? '}}' : `${before}}}`
}
