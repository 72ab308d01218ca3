import type { FastifySchemaCompiler } from 'fastify'
import { describeError, lazyValidator } from '../schema/validation.js'

/** A part of a request that does not fit its schema; the message is for the client. */
export class ValidationError extends Error {
  override name = 'ValidationError'
  /** Where in the part: `accounts[0].accountId`, or the part's own name. */
  readonly path: string

  constructor({ path, message }: { path: string; message: string }) {
    super(message)
    this.path = path
  }
}

/** Fastify's validator compiler, of both surfaces: exact, but for the numbers in a query. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = lazyValidator(schema, httpPart === 'querystring' ? 'query' : 'body')
  return (value) => {
    const errors = validate(value)
    return errors === undefined ? true : { error: new ValidationError(describeError(errors, httpPart)) }
  }
}
