import { join } from 'node:path'
// For its types alone: a schema may say `hide`, `tags` and the like.
import type {} from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { BUILT_RESPONSES, builtPage } from '../http/built-page.js'

export interface DocsOptions {
  /** Where the build has put the OpenAPI document, and the page in a folder `docs`. */
  folder: string
}

/** Nothing inline, nothing from another host; calls are tried out on this server alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const open = { security: [], tags: ['Server'] }
const OPENAPI = {
  ...open,
  operationId: 'getOpenApi',
  summary: 'This document',
  response: {
    200: {
      description: 'OpenAPI 3.1.',
      content: { 'application/json': { schema: Type.Object({ openapi: Type.Literal('3.1.0') }) } },
    },
    ...BUILT_RESPONSES,
  },
}
const REFERENCE = {
  ...open,
  operationId: 'getReference',
  summary: 'The reference page',
  description: 'This document to read, and to try out.',
  response: {
    200: { description: 'The page.', content: { 'text/html': { schema: Type.String() } } },
    ...BUILT_RESPONSES,
  },
}

/** The OpenAPI document and its reference page, both made by the build. */
export async function docsRoutes(app: FastifyInstance, { folder }: DocsOptions): Promise<void> {
  const send = await builtPage(app, { folder: join(folder, 'docs'), policy: POLICY })
  app.get('/openapi.json', { schema: OPENAPI }, (_request, reply) => send(reply, 'openapi.json', folder))
  app.get('/docs', { schema: REFERENCE }, (_request, reply) => send(reply, 'index.html'))
  app.get<{ Params: { file: string } }>('/docs/:file', { schema: { hide: true } }, (request, reply) => {
    const { file } = request.params
    return file === '' ? reply.redirect('../docs') : send(reply, file)
  })
}
