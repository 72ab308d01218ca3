import { isDeepStrictEqual } from 'node:util'
import type { Json, JsonObject } from './document.js'

const TIME = {
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:?\\d{2})$',
}
/** What outside validators know in place of the formats that this server checks by itself. */
const FORMATS: Readonly<Record<string, JsonObject>> = {
  timestamp: TIME,
  'clock-time': TIME,
  'free-header': { pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$" },
  'picture-url': { format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' },
  'picture-reference': { format: 'uri-reference' },
  'picture-file': { pattern: '^[a-z0-9][a-z0-9_-]{0,99}\\.(jpg|jpeg|png|webp|gif|avif)$' },
  base64: { contentEncoding: 'base64' },
}

/** A title becomes the name. */
const OWN: readonly string[] = ['expected', 'title']

/**
 * The value with every schema in it cleaned of what only this server knows, and every schema with a title moved to
 * `schemas` under that title and referred to from where it stood. Throws where two schemas share a title.
 */
export function extractComponents(value: Json, schemas: JsonObject): Json {
  if (Array.isArray(value)) return value.map((entry) => extractComponents(entry, schemas))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key, part]) => !(OWN.includes(key) && typeof part === 'string'))
    .map(([key, part]) => [key, extractComponents(part, schemas)] as const)
  const schema = nameKinds(cleanFormat(Object.fromEntries(entries)), schemas)
  return typeof value.title === 'string' ? refer(value.title, schema, schemas) : schema
}

function cleanFormat(schema: JsonObject): JsonObject {
  const { format, ...rest } = schema
  return typeof format === 'string' ? { ...rest, ...(FORMATS[format] ?? { format }) } : schema
}

/** Tells the readers of a choice which of its components each kind is. */
function nameKinds(schema: JsonObject, schemas: JsonObject): JsonObject {
  if (schema.discriminator === undefined) return schema
  const kinds = schema.oneOf as { $ref: string }[]
  const mapping = Object.fromEntries(kinds.map(({ $ref }) => [kindOf(schemas[$ref.slice(PREFIX.length)]!), $ref]))
  return { ...schema, discriminator: { propertyName: 'kind', mapping } }
}

function kindOf(schema: Json): string {
  return (schema as { properties: { kind: { const: string } } }).properties.kind.const
}

const PREFIX = '#/components/schemas/'

function refer(title: string, schema: JsonObject, schemas: JsonObject): JsonObject {
  const known = schemas[title]
  if (known !== undefined && !sameShape(known as JsonObject, schema)) throw new Error(`Two schemas are called ${title}`)
  schemas[title] = { ...schema, ...(known as JsonObject | undefined) }
  return { $ref: PREFIX + title }
}

/** Of a body's schema the examples, and of a parameter's the description, stand elsewhere by now. */
function sameShape(one: JsonObject, other: JsonObject): boolean {
  const shape = (schema: JsonObject) => ({ ...schema, examples: null, description: null })
  return isDeepStrictEqual(shape(one), shape(other))
}
