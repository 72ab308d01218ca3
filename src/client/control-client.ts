import { SandboxError } from './sandbox-error.js'

export interface Call {
  query?: Record<string, string | number | undefined>
  body?: unknown
  signal?: AbortSignal
}

/** Speaks to the control surface of one server with one key. */
export class ControlClient {
  readonly #base: string
  readonly #apiKey: string
  readonly #closed: AbortSignal

  /** Once `closed` is aborted, every call is refused with its reason. */
  constructor(url: string, apiKey: string, closed: AbortSignal) {
    this.#base = `${url}/_sandbox`
    this.#apiKey = apiKey
    this.#closed = closed
  }

  /** The reply's JSON; undefined for one without a body. Throws SandboxError. */
  async call<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.open(method, path, call)
    const text = await this.read(response.text(), call.signal)
    if (response.status === 204) return undefined as T
    try {
      return JSON.parse(text) as T
    } catch {
      throw unexpected(response)
    }
  }

  /** The successful response, its body unread. Throws SandboxError. */
  async open(method: string, path: string, { query = {}, body, signal }: Call = {}): Promise<Response> {
    this.#closed.throwIfAborted()
    const url = new URL(this.#base + path)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const sent = fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${this.#apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
    const response = await this.read(sent, signal)
    if (response.ok) return response
    throw refusalOf(response, await this.read(response.text(), signal))
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
}

function refusalOf(response: Response, text: string): SandboxError {
  try {
    const { code, message } = JSON.parse(text).error as Record<string, unknown>
    if (typeof code === 'string' && typeof message === 'string') {
      return new SandboxError(message, code, response.status)
    }
  } catch {
    // Not the sandbox's own reply: a proxy's, or another server's.
  }
  return unexpected(response)
}

function unexpected({ status, url }: Response): SandboxError {
  return new SandboxError(`${url} answered ${status} with something else than a sandbox does`, 'unexpected', status)
}
