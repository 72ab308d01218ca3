import { createParser } from 'eventsource-parser'
import type { ControlClient } from './control-client.js'
import { SandboxError } from './sandbox-error.js'
import type { LoggedRequest, RequestFilter } from './types.js'

type Filter = Omit<RequestFilter, 'limit'>

/** A timer that is set to more goes off at once. */
const LONGEST = 2 ** 31 - 1

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

/** Looks before it listens, for most calls are there already, and again after, so that none falls between the two. */
async function find(client: ControlClient, filter: Filter, signal: AbortSignal): Promise<LoggedRequest> {
  const logged = await oldest(client, filter, signal)
  if (logged !== undefined) return logged
  const stream = await client.open('GET', '/events', { signal })
  const missed = await oldest(client, filter, signal)
  if (missed !== undefined) return missed
  const events = requestEvents(stream)
  while (true) {
    const { done, value } = await client.read(events.next(), signal)
    if (done) throw new SandboxError('The server ended the event stream', 'closed', null)
    if (matches(value, filter)) return value
  }
}

async function oldest(client: ControlClient, filter: Filter, signal: AbortSignal): Promise<LoggedRequest | undefined> {
  const query = { ...filter, limit: 1_000 }
  const { requests } = await client.call<{ requests: LoggedRequest[] }>('GET', '/requests', { query, signal })
  return requests[0]
}

async function* requestEvents(stream: Response): AsyncGenerator<LoggedRequest> {
  const arrived: LoggedRequest[] = []
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === 'request') arrived.push(JSON.parse(data) as LoggedRequest)
    },
  })
  const decoder = new TextDecoder()
  // A successful event stream always has a body.
  for await (const chunk of stream.body!) {
    parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
    yield* arrived.splice(0)
  }
}

function matches(request: LoggedRequest, { accountId, status, rule }: Filter): boolean {
  return (
    (accountId === undefined || request.accountId === accountId) &&
    (status === undefined || request.status === status) &&
    (rule === undefined || request.rule === rule)
  )
}
