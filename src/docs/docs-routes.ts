import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sendJson } from '../http/envelope.js'
import { errorResponse } from '../http/error-schema.js'
import { sendStatic } from '../http/send-static.js'
import { staticFiles } from '../http/static-files.js'

export interface DocsOptions {
  version: string
  /** Registers every route of the server, these included. */
  registerRoutes: (app: FastifyInstance) => void
  /** Where the build has put the page. */
  folder: string
}

const PAGE = 'index.html'
const JAVASCRIPT = 'text/javascript; charset=utf-8'
const STYLES = 'text/css; charset=utf-8'
const FILES = {
  [PAGE]: 'text/html; charset=utf-8',
  'page.js': JAVASCRIPT,
  'swagger-ui-bundle.js': JAVASCRIPT,
  'swagger-ui.css': STYLES,
  'page.css': STYLES,
}
/** The page draws its icons from data URLs, and tries calls out on this server alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

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
  },
}
const REFERENCE = {
  ...open,
  operationId: 'getReference',
  summary: 'The reference page',
  description: 'This document to read, and to try out.',
  response: {
    200: { description: 'The page.', content: { 'text/html': { schema: Type.String() } } },
    304: Type.Null({ description: 'The client has it already.' }),
    503: errorResponse('This is a checkout that has not been built.', {
      code: 'not_built',
      message: 'This page is part of the build, which is missing: run `npm run build`',
    }),
  },
}

/** The OpenAPI document and its reference page. Both are made when they are first asked for: a start pays for neither. */
export async function docsRoutes(app: FastifyInstance, { version, registerRoutes, folder }: DocsOptions) {
  let text: Promise<string> | undefined
  app.get('/openapi.json', { schema: OPENAPI }, async (_request, reply) => {
    text ??= import('./openapi.js').then(({ openapiText }) => openapiText(registerRoutes, version))
    return sendJson(reply.header('cache-control', 'no-cache'), 200, await text)
  })
  const files = staticFiles(folder, FILES)
  app.get('/docs', { schema: REFERENCE }, (request, reply) => sendStatic(request, reply, files, PAGE, POLICY))
  app.get<{ Params: { file: string } }>('/docs/:file', { schema: { hide: true } }, (request, reply) => {
    const { file } = request.params
    return file === '' ? reply.redirect('../docs') : sendStatic(request, reply, files, file, POLICY)
  })
}
