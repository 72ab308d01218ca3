import { type TSchema, Type } from '@sinclair/typebox'
import { PLATFORMS } from '../domain/account.js'

/**
 * What the schemas of the state are made of. `expected` is what an error says after the path of the offending value;
 * a `title` names a component of the OpenAPI document.
 */
export const strict = { additionalProperties: false } as const
export const optional = <T extends TSchema>(schema: T) => Type.Optional(schema)

export const Text = Type.String({ pattern: '\\S', expected: 'a string with at least one non-space character' })

export const PlatformName = Type.Unsafe<(typeof PLATFORMS)[number]>({
  type: 'string',
  enum: [...PLATFORMS],
  expected: 'tiktok or instagram',
})
