import { SandboxError } from './sandbox-error.js'
import type { IncomingReply, Transport } from './transport.js'

export interface Call {
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  signal?: AbortSignal
}

/** Speaks to the control surface of one server with one key. */
export class ControlClient {
  readonly #base: string
  readonly #apiKey: string
  readonly #closed: AbortSignal
  readonly #send: Transport

  /** Once `closed` is aborted, every call is refused with its reason. */
  constructor(url: string, apiKey: string, closed: AbortSignal, send: Transport) {
    this.#base = `${url}/_sandbox`
    this.#apiKey = apiKey
    this.#closed = closed
    this.#send = send
  }

  /** The reply's JSON; undefined for one without a body. Throws SandboxError. */
  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.open(method, path, call)
    const text = await this.read(response.text(), call.signal)
    if (response.status === 204) return undefined as T
    try {
      return JSON.parse(text) as T
    } catch {
      throw this.#unexpected(path, response)
    }
  }

  /** The successful response, its body unread. Throws SandboxError. */
  async open(method: string, path: string, { query = {}, body, signal }: Call = {}): Promise<IncomingReply> {
    this.#closed.throwIfAborted()
    const url = new URL(this.#base + path)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const headers = {
      authorization: `Bearer ${this.#apiKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }
    const response = await this.read(this.#send(url, request, signal), signal)
    if (response.status >= 200 && response.status < 300) return response
    const text = await this.read(response.text(), signal)
    throw refusalOf(response, text) ?? this.#unexpected(path, response)
  }

  /** What comes over the network; that it does not come is a SandboxError, unless the caller ended it. */
  async read<T>(arriving: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await arriving
    } catch (error) {
      signal?.throwIfAborted()
      throw new SandboxError(`The sandbox at ${this.#base} cannot be reached`, 'unreachable', null, error)
    }
  }

  #unexpected(path: string, { status }: IncomingReply): SandboxError {
    const what = `${this.#base}${path} answered ${status} with something else than a sandbox does`
    return new SandboxError(what, 'unexpected', status)
  }
}

function refusalOf({ status }: IncomingReply, text: string): SandboxError | undefined {
  try {
    const { code, message } = JSON.parse(text).error as Record<string, unknown>
    if (typeof code === 'string' && typeof message === 'string') return new SandboxError(message, code, status)
  } catch {
    // Not the sandbox's own reply: a proxy's, or another server's.
  }
  return undefined
}
