/** What follows a key in a path, a query or JSON text is left whole. */
const KEY = /sk(?:_|%5f)(?:test|live)(?:_|%5f)[^/?&#\s"\\]*/gi

/** The text with whatever looks like a key redacted, wherever a client has put it. */
export function maskKeys(text: string): string {
  return /sk/i.test(text) ? text.replace(KEY, 'sk_…') : text
}
