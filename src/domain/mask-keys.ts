/**
 * What a character looks like in a text that clients write: as it is, percent-escaped once or more often, or escaped as
 * in JSON, also in JSON that stands in a string of JSON. A key is one however it is spelled.
 */
function spellings(char: string, index: number): string {
  // A key begins where a run of backslashes does: a long run is not gone through again from each of them.
  const backslash = index === 0 ? String.raw`(?<!\\)\\` : String.raw`\\`
  const percent = encodeURIComponent(char)
  const bytes = percent === char ? [char.charCodeAt(0).toString(16)] : percent.slice(1).split('%')
  const units = char.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  return [
    /["\\/]/.test(char) ? `${backslash}*${escapeRegExp(char)}` : escapeRegExp(char),
    bytes.map((byte) => `(?:%|${backslash}+u0025)(?:25)*${byte}`).join(''),
    units.map((unit) => `${backslash}+u${unit}`).join(''),
  ].join('|')
}

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const spelled = (text: string) => [...text].map((char, index) => `(?:${spellings(char, index)})`).join('')

/** What follows a key in a path, a query or JSON text is left whole. */
const REST = String.raw`(?:\\+u[0-9a-f]{4}|[^/?&#\s"\\])*`
const KEY = new RegExp(`${spelled('sk_')}(?:${spelled('test')}|${spelled('live')})${spelled('_')}${REST}`, 'gi')
/** Without a trace of this a text holds none, and need not be looked at more closely. */
const TRACE = /sk_|%(?:25)*(?:73|6b|5f|53|4b)|\\u00(?:25|73|6b|5f|53|4b)/i

/** What stands for a key. */
export const MASKED = 'sk_…'

/** How often each key of another form is listed by the servers of this process. */
const listed = new Map<string, number>()
let listedKeys: RegExp | undefined

/** The text with whatever looks like a key redacted, wherever a client has put it and however it is spelled. */
export function maskKeys(text: string): string {
  const masked = maskUnlisted(text)
  return listedKeys === undefined ? masked : masked.replace(listedKeys, MASKED)
}

/** The same, but for keys that are none by their form. */
export function maskUnlisted(text: string): string {
  return TRACE.test(text) ? text.replace(KEY, MASKED) : text
}

/** Whether a key of another form may stand in the text. */
export function holdsListed(text: string): boolean {
  return listedKeys !== undefined && text.search(listedKeys) !== -1
}

/** From here on these are keys too, whatever they look like. Returns what ends that. */
export function maskListed(keys: readonly string[]): () => void {
  const count = (change: number) => {
    for (const key of keys) {
      const times = (listed.get(key) ?? 0) + change
      if (times > 0) listed.set(key, times)
      else listed.delete(key)
    }
    // The longest first, or one that begins like another would leave the other's end.
    const longestFirst = [...listed.keys()].sort((a, b) => b.length - a.length)
    listedKeys = listed.size === 0 ? undefined : new RegExp(longestFirst.map(spelled).join('|'), 'gi')
  }
  count(1)
  return () => count(-1)
}
