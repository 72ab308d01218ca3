import { MadeText } from '../domain/logged-request.js'
import { sameText } from './same-text.js'

/** From here on a buffer has memory of its own. */
const LONG = 4 * 1024

const sameShortText = sameText()

/** A text as the log keeps it: a short one once for all calls in a row that sent it, a long one outside the heap. */
export function keptText(text: string): string | MadeText {
  return text.length < LONG ? sameShortText(text) : new LongText(text)
}

class LongText extends MadeText {
  readonly #utf8: Buffer

  constructor(text: string) {
    super()
    this.#utf8 = Buffer.from(text)
  }

  override get bytes(): number {
    return this.#utf8.length
  }

  override toString(): string {
    return this.#utf8.toString()
  }
}
