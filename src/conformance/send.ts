import { OneLineError } from '../domain/one-line-error.js'
import { exchangeBytes } from './exchange-bytes.js'
import type { Time } from './time.js'
import type { Reply } from './types.js'

/** The suite cannot go on; the message is one line for whoever started it. */
export class ConformanceError extends OneLineError {
  override name = 'ConformanceError'
}

/** A request with everything filled in. */
export interface ReadyRequest {
  readonly method: string
  readonly path: string
  /** null: none. */
  readonly key: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined
}

/** The longest that an answer may take. */
const PATIENCE_MS = 30_000
/** At most 2 a second to somebody else's host. */
const PACE_MS = 500
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Speaks HTTP to one host, at a pace that it can bear. */
export class Sender {
  readonly #base: URL
  readonly #key: string
  readonly #sleep: Time['sleep']
  /** Between two requests. */
  readonly #paceMs: number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(base: URL, key: string, { sleep }: Pick<Time, 'sleep'>) {
    this.#base = base
    this.#key = key
    this.#sleep = sleep
    this.#paceMs = LOOPBACK.test(base.hostname) ? 0 : PACE_MS
  }

  get host(): string {
    return this.#base.host
  }

  /** The key of the run. */
  get key(): string {
    return this.#key
  }

  /** Rejects with ConformanceError where nobody answers, and where the target limits its rate. */
  async send({ method, path, key, headers, body }: ReadyRequest): Promise<Reply> {
    await this.#takeTurn()
    const typed = typeof body === 'string' && headers['content-type'] === undefined
    const response = await this.#reach(
      fetch(this.#base.href.replace(/\/+$/, '') + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(key !== null && { authorization: `Bearer ${key}` }),
          ...(typed && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).then(async (answer) => ({ answer, text: await answer.text() })),
    )
    const { answer, text } = response
    return { status: answer.status, headers: answer.headers, text, body: parseJson(text) }
  }

  /** Sends bytes on a connection of their own, and takes what comes for a reply. */
  async sendRaw(bytes: string): Promise<Reply> {
    await this.#takeTurn()
    return readReply(await this.#reach(exchangeBytes(this.#base, bytes, AbortSignal.timeout(PATIENCE_MS))))
  }

  /** What stands at a URL of any host, such as a picture: its status and type; undefined where nobody answers. */
  async look(url: string): Promise<Pick<Reply, 'status' | 'headers'> | undefined> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
      await answer.arrayBuffer()
      return answer
    } catch {
      return undefined
    }
  }

  async #reach<T>(arriving: Promise<T>): Promise<T> {
    try {
      return await arriving
    } catch (error) {
      const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException }
      // A failure on all of a host's addresses has a code and no message.
      const why = [cause?.message, cause?.code, message].find(Boolean)
      throw new ConformanceError(`${this.host} does not answer: ${why}`)
    }
  }

  #takeTurn(): Promise<unknown> {
    const turn = this.#turn
    if (this.#paceMs > 0) this.#turn = turn.then(() => this.#sleep(this.#paceMs))
    return turn
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readReply(received: string): Reply {
  const [head = '', text = ''] = received.split('\r\n\r\n')
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head)?.[1] ?? 0)
  return { status, headers: new Headers(), text, body: parseJson(text) }
}
