import { MASKED, maskKeys } from './mask-keys.js'

/** A string, with the colon after it where it is a field's name; or whatever else stands between the signs. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[^\s"{}[\],:]+/g

/** JSON text of a client's with the keys in it redacted: it is JSON as before, and what is no key is spelled as it came. */
export function maskJson(json: string): string {
  return json.replace(TOKEN, (token: string, text?: string, colon = '') => {
    if (text !== undefined) return maskString(text) + colon
    return maskKeys(token) === token ? token : `"${MASKED}"`
  })
}

/** The same of JSON of our own, in which a client's words are strings that are no names of fields. */
export function maskStrings(json: string): string {
  return json.replace(TOKEN, (token: string, text?: string, colon?: string) =>
    text === undefined || colon !== undefined ? token : maskString(text),
  )
}

/** Looked for in what the string means: a key that begins or ends amid an escape would spoil it. */
function maskString(json: string): string {
  const text = String(JSON.parse(json))
  const masked = maskKeys(text)
  return masked === text ? json : JSON.stringify(masked)
}
