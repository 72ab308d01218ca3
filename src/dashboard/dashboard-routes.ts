import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { errorResponse } from '../http/error-schema.js'
import { sendStatic } from '../http/send-static.js'
import { staticFiles } from '../http/static-files.js'

export interface DashboardOptions {
  /** Where the build has put the page. */
  folder: string
}

const PAGE = 'index.html'
const FILES = {
  [PAGE]: 'text/html; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}
/** Everything the page needs comes from here: nothing inline, nothing from another host, and nobody may frame it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const DASHBOARD = {
  security: [],
  tags: ['Server'],
  operationId: 'getDashboard',
  summary: 'The dashboard',
  description: 'A page that shows one sandbox as it changes. It asks for the key itself.',
  response: {
    200: { description: 'The page.', content: { 'text/html': { schema: Type.String() } } },
    503: errorResponse('This is a checkout that has not been built.'),
  },
}
const HIDDEN = { schema: { hide: true } }

/** The dashboard at `/`, its files under `/dashboard`. Nothing is read before somebody asks for it. */
export async function dashboardRoutes(app: FastifyInstance, { folder }: DashboardOptions): Promise<void> {
  const files = staticFiles(folder, FILES)
  app.get('/', { schema: DASHBOARD }, (request, reply) => sendStatic(request, reply, files, PAGE, POLICY))
  app.get<{ Params: { file: string } }>('/dashboard/:file', HIDDEN, (request, reply) =>
    sendStatic(request, reply, files, request.params.file, POLICY),
  )
  // A browser sends a call again by itself when a connection that it had kept open ends without a reply. The page's
  // own calls that are to lose their reply need a new connection, and this ends the kept one.
  app.get('/dashboard/hang-up', HIDDEN, (_request, reply) => {
    reply.header('connection', 'close').code(204).send()
  })
}
