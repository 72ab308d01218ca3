/** Headers that carry a secret, by a word of their names. An idempotency key is none, and worth seeing. */
const SECRET =
  /(?:^|-)(?:auth|authorization|authentication|cookie2?|token|secret|passw(?:or)?d|session|sessionid|credentials?|signature|jwt)(?:-|$)|(?:api|access|subscription|functions|secret|private|shared|master)-?key/

export const REDACTED = '[redacted]'

/** The headers of a request, lower-case, as JSON text: as they were sent, but for secrets. */
export function renderHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const shown = Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? REDACTED : value])
  return JSON.stringify(Object.fromEntries(shown))
}

/** The headers last rendered: most clients send the same ones again and again. */
const last = { raw: [] as readonly string[], text: '{}' }

/** The same, `raw` being the names and values as they came, in turn. */
export function headersText(
  raw: readonly string[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  if (!isSame(raw, last.raw)) {
    last.raw = raw
    last.text = renderHeaders(headers)
  }
  return last.text
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}
