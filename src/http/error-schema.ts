import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** The vendor's error envelope; both surfaces answer every error with it. */
export const ErrorSchema = Type.Object(
  {
    error: Type.Object(
      {
        code: Type.String({ description: 'What went wrong, for programs.', examples: ['invalid_parameter'] }),
        message: Type.String({ description: 'What went wrong, for people.' }),
        nextAllowedAt: Type.Optional(
          Type.String({
            format: 'timestamp',
            description:
              'With `name_change_restricted` only: the first moment at which the name may change (documented).',
          }),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { title: 'Error', additionalProperties: false, description: 'The vendor’s error envelope (documented).' },
)

/** The same schema with words of its own about the reply in which it stands. */
export function replyOf<T extends TSchema>(schema: T, description: string) {
  return Type.Unsafe<Static<T>>({ ...schema, 'x-response-description': description })
}

/** A refusal that a route has beside those that all routes of its surface have, and what it may look like. */
export function errorResponse(description: string, example: { code: string; message: string }) {
  return replyOf({ ...ErrorSchema, examples: [{ error: example }] }, description)
}
