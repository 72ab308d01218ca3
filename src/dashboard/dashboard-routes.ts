import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { BUILT_RESPONSES, builtPage } from '../http/built-page.js'

export interface DashboardOptions {
  /** Where the build has put the page. */
  folder: string
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
    ...BUILT_RESPONSES,
  },
}
const HIDDEN = { schema: { hide: true } }

/** The dashboard at `/`, its files under `/dashboard`. */
export async function dashboardRoutes(app: FastifyInstance, { folder }: DashboardOptions): Promise<void> {
  const send = await builtPage(app, { folder, policy: POLICY })
  app.get('/', { schema: DASHBOARD }, (_request, reply) => send(reply, 'index.html'))
  app.get<{ Params: { file: string } }>('/dashboard/:file', HIDDEN, (request, reply) =>
    send(reply, request.params.file),
  )
  // A browser sends a call again by itself when a connection that it had kept open ends without a reply. The page's
  // own calls that are to lose their reply need a new connection, and this ends the kept one.
  app.get('/dashboard/hang-up', HIDDEN, (_request, reply) => {
    reply.header('connection', 'close').code(204).send()
  })
}
