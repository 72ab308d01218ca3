/** All that a JSON string holds as it is: no quote, backslash, control character or half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

/** What stands between the quotes of a text as JSON text; JSON.stringify takes longer over those that need no escape. */
export function jsonEscaped(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1)
}
