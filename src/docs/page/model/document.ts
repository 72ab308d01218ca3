/** What the page reads of an OpenAPI 3.1 document. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minProperties?: number
  default?: unknown
  examples?: unknown[]
  example?: unknown
}
export interface Example {
  summary?: string
  value: unknown
}
export interface MediaType {
  schema?: Schema
  example?: unknown
  examples?: Record<string, Example>
}
export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  example?: unknown
  schema?: Schema
}
export interface Reply {
  description: string
  headers?: Record<string, { $ref?: string; description?: string }>
  content?: Record<string, MediaType>
}
export interface Operation {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  /** Left out where the key is needed; empty where it is not. */
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: { description?: string; required?: boolean; content: Record<string, MediaType> }
  responses: Record<string, Reply & { $ref?: string }>
}
export interface ApiDocument {
  info: { title: string; version: string; description: string }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

export interface Endpoint extends Operation {
  method: string
  path: string
}
export interface Group {
  name: string
  description: string
  endpoints: Endpoint[]
}

/** The endpoints under their tags, in the document's order. */
export function groupsOf({ tags, paths }: ApiDocument): Group[] {
  const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
  return tags.map(({ name, description = '' }) => ({
    name,
    description,
    endpoints: endpoints.filter((endpoint) => endpoint.tags?.[0] === name),
  }))
}

/** What a reference points to; anything else as it is. */
export function resolve<T extends object>(document: ApiDocument, value: T & { $ref?: string }): T {
  if (value.$ref === undefined) return value
  const [, , kind = '', name = ''] = value.$ref.split('/')
  return document.components[kind]![name] as T
}

/** The name that a reference points to. */
export function refName({ $ref }: { $ref?: string }): string | undefined {
  return $ref?.split('/').at(-1)
}
