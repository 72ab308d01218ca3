import { connect as connectTcp } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type { Reply } from './types.js'

/** The suite cannot go on; the message is one line for whoever started it. */
export class ConformanceError extends Error {
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
  /** Between two requests. */
  readonly #paceMs: number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(base: URL, key: string) {
    this.#base = base
    this.#key = key
    this.#paceMs = LOOPBACK.test(base.hostname) ? 0 : PACE_MS
  }

  get host(): string {
    return this.#base.host
  }

  get isLoopback(): boolean {
    return this.#paceMs === 0
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
    const { hostname, port, protocol } = this.#base
    const host = hostname.replace(/^\[|\]$/g, '')
    const secure = protocol === 'https:'
    const socket = secure
      ? connectTls({ host, port: Number(port || 443), servername: host })
      : connectTcp({ host, port: Number(port || 80) })
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.write(bytes)
    await new Promise((resolve) => socket.on('error', resolve).on('close', resolve))
    return readReply(received)
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
      const { cause, message } = error as Error & { cause?: Error }
      throw new ConformanceError(`${this.host} does not answer: ${cause?.message || message}`)
    }
  }

  #takeTurn(): Promise<unknown> {
    if (this.#paceMs === 0) return this.#turn
    const turn = this.#turn
    this.#turn = turn.then(() => sleep(this.#paceMs))
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
