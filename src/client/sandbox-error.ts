/** What the library throws: the server's refusal in its own words, or that there was no answer. */
export class SandboxError extends Error {
  override name = 'SandboxError'
  /**
   * The server's error code; `timeout`, `unreachable` or `closed` where the server did not answer, `unexpected` where
   * what answered is no sandbox; `invalid_option` where `startSandbox` cannot start with what it was given.
   */
  readonly code: string
  /** The HTTP status; null where there was no answer. */
  readonly status: number | null

  constructor(message: string, code: string, status: number | null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = status
  }
}
