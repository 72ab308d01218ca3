import { type PictureFacts, pictureFacts } from '../domain/picture-facts.js'
import type { RuleId } from '../domain/rules.js'

export type PictureRule = Extract<RuleId, `picture-${string}`>

/** A picture that the vendor would not take. The message is complete and fit for the vendor surface. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly rule: PictureRule
  /** What was known of the picture by then. */
  readonly facts: PictureFacts

  constructor(rule: PictureRule, message: string, facts = pictureFacts('')) {
    super(message)
    this.rule = rule
    this.facts = facts
  }

  /** The message about a picture that came by that name and not by a URL. */
  about(name: string): string {
    const said = this.message.replace(/^profilePictureUrl /, '')
    return `${name} ${said === this.message ? `cannot be a profile’s: ${said}` : said}`
  }
}

/** The signal was aborted before the picture was stored; `cause` is its reason. */
export class PictureAbortedError extends Error {
  override readonly name = 'PictureAbortedError'
  readonly facts: PictureFacts

  constructor(cause: unknown, facts: PictureFacts) {
    super('The picture was given up', { cause })
    this.facts = facts
  }
}
