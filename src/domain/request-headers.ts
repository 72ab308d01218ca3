/** Headers that carry a secret, by a word of their names. An idempotency key is none, and worth seeing. */
const SECRET =
  /(?:^|-)(?:auth|authorization|authentication|cookie2?|token|secret|passw(?:or)?d|session|sessionid|credentials?|signature|jwt)(?:-|$)|(?:api|access|subscription|functions|secret|private|shared|master)-?key/

export const REDACTED = '[redacted]'

/** The headers of a request, lower-case, as JSON text: as they were sent, but for secrets. */
export function renderHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const shown = Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? REDACTED : value])
  return JSON.stringify(Object.fromEntries(shown))
}

/** The headers last rendered: most clients send the same ones again and again, each with a secret of its own. */
const last = { raw: [] as readonly string[], secret: [] as readonly boolean[], text: '{}' }

/** The same, `raw` being the names and values as they came, in turn. */
export function headersText(
  raw: readonly string[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  if (!isShownAsLast(raw)) {
    last.raw = raw
    last.secret = raw.map((_, index) => index % 2 === 1 && SECRET.test(raw[index - 1]!.toLowerCase()))
    last.text = renderHeaders(headers)
  }
  return last.text
}

function isShownAsLast(raw: readonly string[]): boolean {
  if (raw.length !== last.raw.length) return false
  for (let index = 0; index < raw.length; index += 1) {
    if (raw[index] !== last.raw[index] && last.secret[index] !== true) return false
  }
  return true
}
