import { isUtf8 } from 'node:buffer'
import { parse } from 'secure-json-parse'

/** A body that is no JSON that may be taken; the message is for the client. */
export class JsonBodyError extends Error {
  override name = 'JsonBodyError'
}

/** What stands in a decoded text for each byte that is no UTF-8; a client may have sent it as it is, too. */
const REPLACEMENT = '\ufffd'

/** The text of a body's bytes; where they are no UTF-8 each byte is a character, for a log alone to show. */
export function bodyText(bytes: Buffer): { text: string; error?: JsonBodyError } {
  const text = bytes.toString()
  if (!text.includes(REPLACEMENT) || isUtf8(bytes)) return { text }
  return { text: bytes.toString('latin1'), error: new JsonBodyError('The request body must be UTF-8') }
}

/** What is shorter cannot hold so many values that parsing them takes long. */
const SHORT = 64 * 1024
/** More than the largest state holds. Four megabytes of brackets would keep everybody else waiting for a second. */
const MAX_VALUES = 300_000

/** Parses a request body. Throws JsonBodyError, for keys that would reach an object's prototype too. */
export function parseJsonBody(text: string): unknown {
  if (text.length > SHORT && !holdsAtMost(MAX_VALUES, text)) {
    throw new JsonBodyError(`The request body must hold at most ${MAX_VALUES} values`)
  }
  try {
    return parse(text, { protoAction: 'error', constructorAction: 'error' })
  } catch (error) {
    const forbidden = (error as Error).message.includes('forbidden prototype')
    throw new JsonBodyError(
      forbidden
        ? 'The request body must not hold the keys __proto__ or constructor.prototype'
        : 'The request body must be well-formed JSON',
    )
  }
}

const [QUOTE, BACKSLASH] = ['"', '\\'].map((character) => character.charCodeAt(0))
const [COMMA, BRACKET, BRACE] = [',', '[', '{'].map((character) => character.charCodeAt(0))

/** Counts what stands before each value of a JSON text but the first; none of it counts inside a string. */
function holdsAtMost(most: number, text: string): boolean {
  let count = 0
  let inString = false
  for (let at = 0; at < text.length && count <= most; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) inString = !inString
    else if (inString) at += code === BACKSLASH ? 1 : 0
    else if (code === COMMA || code === BRACKET || code === BRACE) count += 1
  }
  return count <= most
}
