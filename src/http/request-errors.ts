import type { FastifyRequest } from 'fastify'
import type { RuleId } from '../domain/rules.js'
import { HostNotAllowedError } from './allowed-hosts.js'
import { JsonBodyError } from './json-body.js'
import { pathOf } from './request-lifecycle.js'
import { ValidationError } from './validator-compiler.js'

/** No route has this path and method; the message is for the client. */
export class RouteNotFoundError extends Error {
  override name = 'RouteNotFoundError'

  constructor(request: FastifyRequest) {
    super(`No route ${request.method} ${pathOf(request)}`)
  }
}

/** The path's percent-escapes make no text; the message is for the client. */
export class MalformedPathError extends Error {
  override name = 'MalformedPathError'

  constructor() {
    super('The path holds a malformed percent-escape')
  }
}

/** The body is sent in an encoding that is not undone here; the message is for the client. */
export class BodyEncodingError extends Error {
  override name = 'BodyEncodingError'

  constructor(encoding: string) {
    super(`The request body must be sent as it is, without Content-Encoding: ${encoding}`)
  }
}

/** The encoding in which the request's body is sent; undefined for none. */
export function encodingOf({ headers }: FastifyRequest): string | undefined {
  const encoding = headers['content-encoding']?.trim()
  return encoding === '' || encoding?.toLowerCase() === 'identity' ? undefined : encoding
}

/** What is wrong with a request before any handler sees it: the rule that it breaks, and the words for its client. */
export interface RequestError {
  readonly rule: RuleId
  readonly message: string
}

/** What an error on the way to a handler means; undefined for one that is no fault of the request. */
export function requestErrorOf(error: Error & { code?: string; statusCode?: number }): RequestError | undefined {
  const { message } = error
  if (error instanceof RouteNotFoundError) return { rule: 'route-not-found', message }
  if (error instanceof HostNotAllowedError) return { rule: 'host-not-allowed', message }
  if (error instanceof MalformedPathError) return { rule: 'path-malformed', message }
  if (error instanceof BodyEncodingError) return { rule: 'body-encoding-unsupported', message }
  if (error instanceof ValidationError) return { rule: 'body-not-object', message }
  if (error instanceof JsonBodyError) return { rule: 'body-malformed', message }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { rule: 'media-type-unsupported', message: 'The Content-Type must be application/json' }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { rule: 'body-too-large', message: 'The request body must be at most 64 KiB' }
    default:
      return error.statusCode === 400
        ? { rule: 'body-malformed', message: 'The request body must be complete, well-formed JSON' }
        : undefined
  }
}
