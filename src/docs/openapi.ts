import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { addControlWords } from './add-control-words.js'
import type { Json, JsonObject, OpenApiDocument, Parameter } from './document.js'
import { extractComponents } from './extract-components.js'
import { documentHead, SERVERS } from './head.js'
import { completeReplies } from './replies.js'

const PATH_PARAMETERS: Readonly<Record<string, Pick<Parameter, 'description' | 'example'>>> = {
  accountId: { description: 'The unique account identifier (documented).', example: 'acc_1a2b3c4d5e' },
  id: { description: 'The id of a fault, or of a call.', example: 'flt_0123456789ab' },
  file: { description: 'The name of a stored picture, as in `profilePictureUrl`.', example: 'fashion-insider.jpg' },
}

/**
 * The OpenAPI document, made from the schemas of the routes of a server that is not ready yet. The build writes it to a
 * file; a server that runs only sends that.
 */
export async function openapiDocument(server: FastifyInstance, version: string): Promise<OpenApiDocument> {
  const routes: RouteOptions[] = []
  server.addHook('onRoute', (route) => {
    routes.push(route)
  })
  await server.ready()
  // The plugin has to be there before the routes are, so it sees them on a server of its own.
  const app = Fastify({ exposeHeadRoutes: false })
  // Nobody calls it, so that nothing is ever checked or written.
  app.setValidatorCompiler(() => Boolean)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(swagger, {
    // In 3.1 a constant may stay one.
    convertConstToEnum: false,
    // Its types know nothing of references in place of a response.
    openapi: documentHead(version) as unknown as NonNullable<swagger.FastifyDynamicSwaggerOptions['openapi']>,
  })
  for (const { method, url, schema = {}, handler } of routes) {
    if (method !== 'HEAD') app.route({ method, url, schema, handler })
  }
  await app.ready()
  const document = JSON.parse(JSON.stringify(app.swagger())) as OpenApiDocument
  await app.close()
  return finish(document)
}

function finish(document: OpenApiDocument): OpenApiDocument {
  const { components } = document
  const schemas: JsonObject = {}
  const paths = extractComponents(document.paths as unknown as Json, schemas) as unknown as OpenApiDocument['paths']
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      completeReplies(path, method, operation)
      addControlWords(operation)
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in === 'path') Object.assign(parameter, PATH_PARAMETERS[parameter.name])
      }
    }
  }
  return {
    ...document,
    // Added here because the plugin takes none that are relative.
    servers: SERVERS,
    paths: withoutTrailingSlashes(paths),
    components: { ...components, schemas: sorted(schemas) },
  }
}

function sorted(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** A prefix's own route answers with and without the slash; its clients use the latter. */
function withoutTrailingSlashes<T>(paths: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(paths).map(([path, value]) => [path.replace(/(?<=.)\/$/, ''), value]))
}
