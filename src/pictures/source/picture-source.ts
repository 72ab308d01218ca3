/** The head of what a host answered, and its body, which nobody need read. */
export interface PictureResponse {
  status: number
  location?: string | undefined
  contentEncoding?: string | undefined
  /** What the host says; it may lie. */
  contentLength?: number | undefined
  body: AsyncIterable<Uint8Array>
  /** Ends the connection, whether the body was read or not. */
  close(): Promise<void>
}

/** Something that answers for a picture URL: the network, or a part of this process that stands in for it. */
export interface PictureSource {
  /** One request, no redirects. Rejects with a PictureError, or with anything at all once the signal is aborted. */
  open(url: URL, signal: AbortSignal): Promise<PictureResponse>
}
