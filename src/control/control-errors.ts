import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../domain/refusal.js'
import { ruleOf } from '../domain/rules.js'
import { HostNotAllowedError } from '../http/allowed-hosts.js'
import { OverloadedError } from '../http/byte-budget.js'
import { STORE_UNAVAILABLE, sendError, sendRefusal } from '../http/envelope.js'
import { requestErrorOf } from '../http/request-errors.js'
import { StateFullError, StoreUnavailableError } from '../store/store.js'

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

export const bodyTooLarge = () =>
  invalid(
    'The request body must be at most 64 KiB, or 4 MiB for PUT /_sandbox; accounts with pictures go in one by one, by PUT /_sandbox/accounts/:accountId, up to 4 MiB each',
  )

const UNEXPECTED = new ControlError(500, 'internal', 'An unexpected error occurred')
const UNAVAILABLE = new ControlError(503, 'store_unavailable', STORE_UNAVAILABLE)

/** Answers whatever went wrong on the control surface. */
export function controlErrorHandler(log: FastifyBaseLogger) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    // Like the rules about keys, this one is for both surfaces.
    if (error instanceof HostNotAllowedError) return void sendRefusal(reply, refusal('host-not-allowed', error.message))
    const { statusCode, code, message } = controlErrorOf(error) ?? unexpected(error, request, log)
    sendError(reply, statusCode, code, message)
  }
}

function controlErrorOf(error: Error): ControlError | undefined {
  if (error instanceof ControlError) return error
  if (error instanceof StateFullError) return limitReached(error.message)
  if (error instanceof OverloadedError) return new ControlError(503, 'overloaded', error.message)
  const found = requestErrorOf(error)
  if (found === undefined) return undefined
  if (found.rule === 'body-too-large') {
    return bodyTooLarge()
  }
  const { status, code } = ruleOf(found.rule)
  return new ControlError(status, code, found.message)
}

function unexpected(error: Error, { id }: FastifyRequest, log: FastifyBaseLogger): ControlError {
  const away = error instanceof StoreUnavailableError
  log.error({ err: error, requestId: id }, away ? 'the store is unavailable' : 'unexpected error')
  return away ? UNAVAILABLE : UNEXPECTED
}
