export type PictureErrorRule =
  | 'picture-not-public'
  | 'picture-host-status'
  | 'picture-unreachable'
  | 'picture-timeout'
  | 'picture-redirects'
  | 'picture-too-large'
  | 'picture-content-encoding'
  | 'picture-not-an-image'
  | 'picture-too-many-pixels'
  | 'picture-not-square'

/** A picture that the vendor would not take. The message is complete and fit for the vendor surface. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly reason: PictureErrorRule

  constructor(reason: PictureErrorRule, message: string) {
    super(message)
    this.reason = reason
  }
}
