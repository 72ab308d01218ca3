/** Why a key must not even be sent; null: it may. */
export function keyProblem(key: string): string | null {
  if (key === '') return 'There is no key here yet.'
  if (key.startsWith('sk_live_'))
    return 'This is a live key, and it has not been sent. The sandbox takes test keys only.'
  return /^[\x21-\x7e]+$/.test(key) ? null : 'A key has no spaces and no characters beyond ASCII.'
}

/** What to say of a key that the server has refused. */
export function refusedKey(reason: string): string {
  return `The server refused this key: ${reason}.`
}
