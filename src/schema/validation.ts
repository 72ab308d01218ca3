import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { CLOCK_EARLIEST, CLOCK_LATEST } from '../domain/clock.js'
import { FILE_NAME, mediaFileOf } from '../domain/media-path.js'
import { parseUrl } from '../domain/parse-url.js'
import { parseTimestamp } from '../domain/timestamp.js'
import { isFreeHeader } from './reply-header.js'

/** The longest URL of a picture; the vendor states none. */
const URL_LENGTH = 2_048

/** An absolute http or https URL of bounded length that carries no credentials. */
export function isPictureUrl(text: string): boolean {
  if (isLonger(text, URL_LENGTH) || !/^https?:\/\//i.test(text)) return false
  const url = parseUrl(text)
  return url !== undefined && url.username === '' && url.password === ''
}

/** By characters, as `maxLength` of a schema counts: one beyond 16 bits is one, and two in `length`. */
function isLonger(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || [...text].length > most)
}

function isClockTime(text: string): boolean {
  const instant = parseTimestamp(text)
  return instant !== undefined && instant >= CLOCK_EARLIEST && instant <= CLOCK_LATEST
}

/** Standard base64, padded, with no other character in it. */
function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text
}

const options = {
  // What only a start would pay for: the schemas are our own, and what the compiler leaves V8 takes out again.
  meta: false,
  validateSchema: false,
  code: { optimize: false },
  strict: false,
  verbose: true,
  discriminator: true,
  formats: {
    timestamp: (text: string) => parseTimestamp(text) !== undefined,
    'clock-time': isClockTime,
    'free-header': isFreeHeader,
    'picture-url': isPictureUrl,
    'picture-reference': (text: string) => FILE_NAME.test(mediaFileOf(text) ?? '') || isPictureUrl(text),
    'picture-file': (text: string) => FILE_NAME.test(text),
    base64: isBase64,
  },
} as const

const ajv = new Ajv(options)

type ObjectSchema = { type?: string; properties?: Record<string, object> }

/** A function that says whether a value fits the schema. Compiled on first use, so that a start does not pay for it. */
export function lazyValidator(schema: ObjectSchema, source: 'body' | 'query' = 'body') {
  let compiled: ValidateFunction | undefined
  return (value: unknown): ErrorObject[] | undefined => {
    compiled ??= ajv.compile(schema)
    if (source === 'query') readNumbers(schema, value as Record<string, unknown>)
    return compiled(value) ? undefined : compiled.errors!
  }
}

/** A query string holds nothing but text: there alone whole numbers are read from it. */
function readNumbers(schema: ObjectSchema, query: Record<string, unknown>): void {
  for (const [name, parameter] of Object.entries(schema.properties ?? {})) {
    const text = query[name]
    if ((parameter as ObjectSchema).type === 'integer' && typeof text === 'string' && /^\d{1,15}$/.test(text))
      query[name] = Number(text)
  }
}

/** Where in the value the error is: `accounts[0].profiles.instagram.name`, or `root` for all of it. */
function pathOf(error: ErrorObject, root: string): string {
  const extra = error.params.additionalProperty ?? error.params.missingProperty ?? error.params.propertyName
  const steps = error.instancePath.split('/').slice(1).map(unescapePointer)
  if (typeof extra === 'string') steps.push(extra)
  if (error.keyword === 'discriminator') steps.push('kind')
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return path.replace(/^\./, '') || root
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

const KINDS = 'error, delay, disconnect or truncate'

const WORDS: Partial<Record<string, (params: Record<string, unknown>) => string>> = {
  additionalProperties: () => 'is not a known field',
  discriminator: () => `must be ${KINDS}`,
  maxProperties: ({ limit }) => `must hold at most ${limit} entries`,
  maxItems: ({ limit }) => `must hold at most ${limit} entries`,
  type: ({ type }) => `must be ${/^[aio]/.test(String(type)) ? 'an' : 'a'} ${type}`,
}

/** What a schema says that its value must be. */
function expectedOf(schema: unknown): string | undefined {
  return (schema as { expected?: string } | undefined)?.expected
}

function wordsFor({ keyword, params, schema, parentSchema, message }: ErrorObject): string | undefined {
  if (keyword === 'required') {
    const expected =
      expectedOf(parentSchema?.properties?.[params.missingProperty]) ?? (parentSchema?.discriminator && KINDS)
    return expected === undefined ? 'is required' : `is required and must be ${expected}`
  }
  if (keyword === 'propertyNames') return `is not ${expectedOf(schema)}`
  // These speak of a field of the value, where the schema's own words are about the value.
  const ofField = ['additionalProperties', 'discriminator'].includes(keyword)
  const expected = ofField ? undefined : expectedOf(parentSchema)
  return expected === undefined ? (WORDS[keyword]?.(params) ?? message) : `must be ${expected}`
}

/** The first thing wrong in one line: the path, and what the value there must be. */
export function describeError(errors: ErrorObject[], root = 'body'): { path: string; message: string } {
  // Of a failed choice Ajv reports the branches first and the choice itself last; but what is wrong further in says more.
  const last = errors.at(-1)!
  const error = errors.find(({ instancePath }) => instancePath.length > last.instancePath.length) ?? last
  const path = pathOf(error, root)
  const unknownParameter = root === 'querystring' && error.keyword === 'additionalProperties'
  return { path, message: `${path} ${unknownParameter ? 'is not a known query parameter' : wordsFor(error)}` }
}
