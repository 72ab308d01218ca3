export interface OutgoingRequest {
  method: string
  headers: Record<string, string>
  body?: string | undefined
}

export interface IncomingReply {
  readonly status: number
  /** All of the body. */
  text(): Promise<string>
  /** The body as it comes, in place of its text. */
  readonly body: AsyncIterable<unknown>
}

/** Resolves with the head of the reply. Rejects, as reading the body does, once the signal aborts. */
export type Transport = (url: URL, request: OutgoingRequest, signal?: AbortSignal) => Promise<IncomingReply>
