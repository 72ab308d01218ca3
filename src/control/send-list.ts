import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { holdBytes, SMALL } from '../http/byte-budget.js'
import { JSON_TYPE, sendJson } from '../http/envelope.js'
import { turns } from '../http/turns.js'

const PIECE = 64 * 1024

/** A reply that may be long: JSON text around a list. */
export interface ListReply<T> {
  readonly before: string
  readonly items: readonly T[]
  readonly render: (item: T) => string
  readonly after: string
}

/**
 * Sends a list at once where it is short. A long one is written piece by piece as its client reads, so that neither its
 * making keeps others waiting nor its text is all there before anybody takes it. Throws OverloadedError.
 */
export function sendList<T>(request: FastifyRequest, reply: FastifyReply, list: ListReply<T>): FastifyReply {
  const pieces = piecesOf(list)
  const { value: first = '' } = pieces.next()
  const second = pieces.next()
  if (second.done) return sendJson(reply, 200, first)
  holdList(request, list.items)
  return reply.type(JSON_TYPE).send(Readable.from(resume([first, second.value], pieces), { objectMode: false }))
}

/** All that makes long replies, one piece of one of them at a time. */
export const inTurn = turns()

/** The pieces of all long replies together are made one at a time. */
export async function* inTurns(pieces: Iterator<string>): AsyncGenerator<string> {
  for (;;) {
    const { value, done } = await inTurn(() => pieces.next())
    if (done) return
    yield value
  }
}

/** What is held until a list is sent: not the text, but all that it is made from. Throws OverloadedError. */
export function holdList(request: FastifyRequest, items: readonly unknown[]): void {
  holdBytes(request, Math.max(SMALL + 1, weigh(items)))
}

/** The text of a list, in pieces of some size. */
export function* piecesOf<T>({ before, items, render, after }: ListReply<T>): Generator<string, undefined> {
  let piece = before
  let separator = ''
  for (const item of items) {
    piece += separator + render(item)
    separator = ','
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece + after
}

async function* resume(begun: readonly string[], rest: Iterator<string>): AsyncGenerator<string> {
  yield* begun
  yield* inTurns(rest)
}

/** About how many bytes a value of plain data is, without rendering it. */
function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 8
  for (const field of Object.values(value)) bytes += 8 + weigh(field)
  return bytes
}
