import type { FastifyError } from 'fastify'
import { jsonProblem } from '../http/json-body.js'
import { ValidationError } from '../http/validator-compiler.js'

/** An error of the control surface as its client shall see it. */
export class ControlError extends Error {
  override name = 'ControlError'
  readonly statusCode: number
  readonly code: string

  constructor(statusCode: number, code: string, message: string) {
    super(message)
    this.statusCode = statusCode
    this.code = code
  }
}

export const invalid = (message: string) => new ControlError(400, 'invalid_parameter', message)
export const notFound = (message: string) => new ControlError(404, 'not_found', message)
/** The sandbox holds as many of something as it may. */
export const limitReached = (message: string) => new ControlError(429, 'limit_reached', message)

/** What an error on the way to the answer means to a client; undefined for one that nobody expected. */
export function controlErrorOf(error: FastifyError): ControlError | undefined {
  if (error instanceof ControlError) return error
  if (error instanceof ValidationError) return invalid(error.message)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return invalid('The request body must be at most 64 KiB, or 4 MiB for PUT /_sandbox')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ControlError(415, 'invalid_parameter', 'The Content-Type must be application/json')
    default:
      return error.statusCode === 400 ? invalid(jsonProblem(error)) : undefined
  }
}
