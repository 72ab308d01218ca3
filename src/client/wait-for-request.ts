import type { ControlClient } from './control-client.js'
import { SandboxError } from './sandbox-error.js'
import type { LoggedRequest, RequestFilter } from './types.js'

type Filter = Omit<RequestFilter, 'limit'>

/** A timer that is set to more goes off at once. */
const LONGEST = 2 ** 31 - 1

/** In milliseconds: how soon the log is asked again while nothing comes by the stream, and how seldom in the end. */
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 1_000

/** The oldest logged call that matches, or else the next to come. `closed` aborts with the sandbox. */
export async function waitForRequest(
  client: ControlClient,
  filter: Filter,
  timeoutMs: number,
  closed: AbortSignal,
): Promise<LoggedRequest> {
  closed.throwIfAborted()
  const waiting = new AbortController()
  const end = () => waiting.abort(closed.reason)
  const late = () => waiting.abort(new SandboxError(`No such request within ${timeoutMs} ms`, 'timeout', null))
  const timer = setTimeout(late, Math.min(timeoutMs, LONGEST))
  closed.addEventListener('abort', end)
  try {
    return await find(client, filter, waiting.signal)
  } finally {
    clearTimeout(timer)
    closed.removeEventListener('abort', end)
    waiting.abort()
  }
}

/**
 * Looks before it listens, for most calls are there already. The event stream says when to look again; as a proxy may hold
 * back the head of the stream, or all of it, the log is asked now and then without a word from there.
 */
async function find(client: ControlClient, filter: Filter, signal: AbortSignal): Promise<LoggedRequest> {
  const logged = await oldest(client, filter, signal)
  if (logged !== undefined) return logged
  const news = new News(signal)
  const stream = listen(client, news, signal)
  let pause = FIRST_PAUSE
  while (true) {
    await Promise.race([stream, news.within(pause)])
    pause = Math.min(2 * pause, LONGEST_PAUSE)
    const found = await oldest(client, filter, signal)
    if (found !== undefined) return found
  }
}

/** Announces that the stream is open, so that no call falls between looking and listening, and all that comes by it. */
async function listen(client: ControlClient, news: News, signal: AbortSignal): Promise<never> {
  const stream = await client.open('GET', '/events', { signal })
  news.announce()
  const follow = async () => {
    for await (const _ of stream.body) news.announce()
  }
  await client.read(follow(), signal)
  throw new SandboxError('The server ended the event stream', 'closed', null)
}

async function oldest(client: ControlClient, filter: Filter, signal: AbortSignal): Promise<LoggedRequest | undefined> {
  const query = { ...filter, limit: 1_000 }
  const { requests } = await client.call<{ requests: LoggedRequest[] }>('GET', '/requests', { query, signal })
  return requests[0]
}

/** That something may have changed since it was last asked. */
class News {
  #any = false
  #wake: (() => void) | undefined

  /** The signal's end is news too, so that no timer outlives it. */
  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.announce())
  }

  announce(): void {
    this.#any = true
    this.#wake?.()
  }

  /** Resolves as soon as there is news, or after that many milliseconds without. */
  async within(ms: number): Promise<void> {
    if (!this.#any) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#any = false
  }
}
