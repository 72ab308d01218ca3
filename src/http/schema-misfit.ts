import type { FastifySchemaCompiler } from 'fastify'
import { describeError, lazyValidator } from '../sandbox/validation.js'

/** A part of a request that does not fit its schema; the message is for the client. */
export class SchemaMisfit extends Error {
  override name = 'SchemaMisfit'
  /** Where in the part: `accounts[0].accountId`, or the part's own name. */
  readonly path: string

  constructor({ path, message }: { path: string; message: string }) {
    super(message)
    this.path = path
  }
}

/** Fastify's validator compiler, of both surfaces: exact, but for the numbers in a query. */
export const compileSchema: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = lazyValidator(schema, httpPart === 'querystring' ? 'query' : 'body')
  return (value) => {
    const errors = validate(value)
    return errors === undefined ? true : { error: new SchemaMisfit(describeError(errors, httpPart)) }
  }
}
