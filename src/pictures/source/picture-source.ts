import type { HostClock } from './host-clock.js'

/** The head of what a host answered, and its body, which nobody need read. */
export interface PictureResponse {
  readonly status: number
  readonly location?: string | undefined
  readonly contentEncoding?: string | undefined
  /** What the host says; no more than that is ever in the body. */
  readonly contentLength?: number | undefined
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the connection, whether the body was read or not. */
  close(): Promise<void>
}

/** Something that answers for a picture URL: the network, or a part of this process that stands in for it. */
export interface PictureSource {
  /**
   * One request, no redirects. The clock counts while the host keeps us waiting. Rejects with a PictureError, or with
   * anything at all once the clock's signal is aborted.
   */
  open(url: URL, clock: HostClock): Promise<PictureResponse>
}
