import type { MadeText } from '../domain/logged-request.js'

/** From here on a buffer has memory of its own. */
const LONG = 4 * 1024

/** A text as the log keeps it: a long one outside the heap, which many of them would fill. */
export function keptText(text: string): string | MadeText {
  return text.length < LONG ? text : new LongText(text)
}

class LongText implements MadeText {
  readonly #utf8: Buffer

  constructor(text: string) {
    this.#utf8 = Buffer.from(text)
  }

  get bytes(): number {
    return this.#utf8.length
  }

  toString(): string {
    return this.#utf8.toString()
  }

  toJSON(): string {
    return this.toString()
  }
}
