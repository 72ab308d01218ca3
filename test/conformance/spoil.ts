import type { Asked, Passing, Spoil } from './stand-in.js'

export type Json = ReturnType<typeof JSON.parse>

/** A server that keeps every rule but one. */
export interface Mutant {
  readonly rule: string
  readonly what: string
  /** Made anew for each run, for it may remember what came before. */
  readonly spoil: () => Spoil
}

export function jsonOf({ body }: Passing): Json {
  return JSON.parse(body)
}

export function replace(passing: Passing, body: Json, status = passing.status): void {
  passing.status = status
  passing.body = JSON.stringify(body)
}

/** The body of a request; an empty object where it is none. */
export function bodyOf({ body }: Asked): Json {
  try {
    return JSON.parse(body.toString()) ?? {}
  } catch {
    return {}
  }
}

export const isUpdate = ({ method, path }: Asked) => method === 'PATCH' && path.endsWith('/profile')
export const isRead = ({ method, path }: Asked) => method === 'GET' && path.startsWith('/v1/accounts/')

/** Spoils the JSON of replies of 200 to some requests. */
export function successes(asks: (asked: Asked) => boolean, change: (body: Json, sent: Json) => Json): () => Spoil {
  return () => (asked, passing) => {
    if (asks(asked) && passing.status === 200) replace(passing, change(jsonOf(passing), bodyOf(asked)))
  }
}

/** Refuses a change of name that the server has made. */
export function refuseName(passing: Passing): void {
  const nextAllowedAt = '2030-01-01T00:00:00Z'
  const message = 'You can change your Instagram name again on 2030-01-01'
  replace(passing, { error: { code: 'name_change_restricted', message, nextAllowedAt } }, 429)
}
