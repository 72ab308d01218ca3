import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { sendError } from './envelope.js'
import { errorResponse } from './error-schema.js'

export interface PublicOptions {
  /** A stored picture by its file name. */
  readPicture: (file: string) => Promise<{ bytes: Uint8Array; contentType: string } | undefined>
  version: string
}

const open = { security: [], tags: ['Server'] }
const HEALTH = {
  ...open,
  operationId: 'getHealth',
  summary: 'Whether the server is up',
  response: {
    200: Type.Object(
      { status: Type.Literal('ok'), version: Type.String(), uptimeSeconds: Type.Integer({ minimum: 0 }) },
      { title: 'Health', additionalProperties: false, description: 'It is.' },
    ),
  },
}
const MEDIA = {
  ...open,
  operationId: 'getPicture',
  params: Type.Object({ file: Type.String() }),
  summary: 'A stored picture',
  description: 'The sandbox’s own copy of a profile picture: at most 512×512, its metadata removed.',
  response: {
    200: {
      description: 'The picture.',
      content: { 'image/*': { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } },
    },
    404: errorResponse('No such picture, or it had to make room for others.', {
      code: 'not_found',
      message: 'Picture none.jpg not found',
    }),
  },
}

/** What needs no key: whether the server is up, and the stored pictures. */
export const publicRoutes: FastifyPluginAsyncTypebox<PublicOptions> = async (app, { readPicture, version }) => {
  const startedAt = performance.now()
  app.get('/health', { schema: HEALTH }, async (_request, reply) => {
    const uptimeSeconds = Math.floor((performance.now() - startedAt) / 1000)
    reply.header('cache-control', 'no-store')
    return { status: 'ok' as const, version, uptimeSeconds }
  })
  app.get('/media/:file', { schema: MEDIA }, async (request, reply) => {
    const { file } = request.params
    const picture = await readPicture(file)
    if (picture === undefined) return sendError(reply, 404, 'not_found', `Picture ${file} not found`)
    return reply
      .header('content-type', picture.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(picture.bytes)
  })
}
