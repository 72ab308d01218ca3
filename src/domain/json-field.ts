import { jsonEscaped } from './json-escaped.js'
import { rememberLast } from './remember-last.js'

/** Writes a field with the comma before it, or nothing where there is none. */
type FieldWriter = (text: string | undefined) => string

/**
 * What writes that field of a JSON object; `shown` is what it shows of a text. A text that comes again was written before,
 * and joined: what an object is put together of is then one piece for each field.
 */
export function fieldWriter(name: string, shown = (text: string) => text): FieldWriter {
  const write = rememberLast((text) => [`,"${name}":"`, jsonEscaped(shown(text)), '"'].join(''))
  return (text) => (text === undefined ? '' : write(text))
}
