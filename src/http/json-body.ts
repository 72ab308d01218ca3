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

/** Parses a request body. Throws JsonBodyError, for keys that would reach an object's prototype too. */
export function parseJsonBody(text: string): unknown {
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
