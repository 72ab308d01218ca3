import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sendError } from './envelope.js'
import { errorResponse } from './error-schema.js'

export interface BuiltPage {
  /** Where the build has put the files, `index.html` among them. Those in subfolders are not served. */
  folder: string
  /** The Content-Security-Policy. */
  policy: string
}

/** Sends a file of the page, or of another folder of the build. */
export type SendBuilt = (reply: FastifyReply, file: string, from?: string) => FastifyReply

/** The kinds of files that pages consist of; notices and licences stay where they are. */
const SERVED = /^[\w-]+\.(?:html|js|css|svg|json)$/
const MESSAGE = 'This page is part of the build, which is missing: run `npm run build`'

/** The replies that every file of the build may get beside 200. */
export const BUILT_RESPONSES = {
  304: Type.Null({ description: 'The client has it already.' }),
  503: errorResponse('This is a checkout that has not been built.', { code: 'not_built', message: MESSAGE }),
}

/**
 * Lets the routes of a scope send the files of one built page: compressed if the build has a compressed copy and the
 * client takes it, 304 for a client that has the file already, 404 for what is no file of the page, 503 without a build.
 */
export async function builtPage(app: FastifyInstance, { folder, policy }: BuiltPage): Promise<SendBuilt> {
  if (!existsSync(join(folder, 'index.html'))) return (reply) => sendError(reply, 503, 'not_built', MESSAGE)
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    acceptRanges: false,
    cacheControl: false,
    index: false,
    setHeaders: (reply) => {
      reply.headers({
        'cache-control': 'no-cache',
        'content-security-policy': policy,
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      })
    },
  })
  return (reply, file, from = folder) => {
    if (SERVED.test(file)) return reply.sendFile(file, from)
    reply.callNotFound()
    return reply
  }
}
