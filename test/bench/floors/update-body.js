import { Type } from '@sinclair/typebox'

const text = Type.Optional(Type.String({ pattern: '\\S' }))
/** What both floors of an update check of its body. */
export const body = Type.Object({
  platform: Type.Unsafe({ type: 'string', enum: ['tiktok', 'instagram'] }),
  name: text,
  username: text,
  bio: Type.Optional(Type.String()),
  profilePictureUrl: Type.Optional(Type.String({ maxLength: 2048 })),
})
