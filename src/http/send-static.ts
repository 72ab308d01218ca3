import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from './envelope.js'
import { NotBuiltError, type StaticFile, type StaticFiles } from './static-files.js'

/**
 * Answers with a built file, or with 304 for a client that has it already. `policy` is the Content-Security-Policy.
 * A name that the files do not have is a 404, a missing build a 503.
 */
export async function sendStatic(
  request: FastifyRequest,
  reply: FastifyReply,
  files: StaticFiles,
  name: string,
  policy: string,
): Promise<FastifyReply> {
  let file: StaticFile | undefined
  try {
    file = await files.read(name, request.headers['accept-encoding'])
  } catch (error) {
    if (error instanceof NotBuiltError) return sendError(reply, 503, 'not_built', error.message)
    throw error
  }
  if (file === undefined) return sendError(reply, 404, 'not_found', `File ${name} not found`)
  reply.headers({
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  if (request.headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
  if (file.encoding !== undefined) reply.header('content-encoding', file.encoding)
  return reply.header('content-type', file.contentType).send(file.bytes)
}
