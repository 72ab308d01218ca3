import { MadeText } from '../domain/logged-request.js'

/** From here on a buffer has memory of its own. */
const LONG = 4 * 1024

/** A text as the log keeps it: a long one outside the heap, which many of them would fill. */
export function keptText(text: string): string | MadeText {
  return text.length < LONG ? text : new LongText(text)
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
