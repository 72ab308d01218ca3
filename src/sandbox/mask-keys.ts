/** What follows a key in a path, a query or JSON text is left whole. */
const KEY = /sk_(?:test|live)_[^/?&#\s"\\]*/g

/** The text with whatever looks like a key blotted out, wherever a client has put it. */
export function maskKeys(text: string): string {
  return text.includes('sk_') ? text.replace(KEY, 'sk_…') : text
}
