import { createParser } from 'eventsource-parser'
import type { Test } from 'tap'
import type { Json, TestServer } from '../helper.js'

export interface ReadEvent {
  id: string
  event: string
  data: Json
}

interface From {
  key?: string
  lastEventId?: string
  headers?: Record<string, string>
}

/** An event stream of the server, read event by event and closed with the test. */
export async function readEvents(t: Test, { url, key }: TestServer, from: From = {}) {
  const leaving = new AbortController()
  t.teardown(() => leaving.abort())
  const response = await fetch(`${url}/_sandbox/events`, {
    headers: {
      ...from.headers,
      authorization: `Bearer ${from.key ?? key}`,
      ...(from.lastEventId !== undefined && { 'last-event-id': from.lastEventId }),
    },
    signal: leaving.signal,
  })
  const events = eventsOf(response)
  const next = async (name?: string): Promise<ReadEvent> => {
    while (true) {
      const { done, value } = await events.next()
      if (done) throw new Error('The stream has ended')
      if (name === undefined || value.event === name) return value
    }
  }
  return {
    response,
    /** The next event, of that name where one is given. */
    next,
    /** Resolves when the server has ended the stream; how many events came before that. */
    rest: async () => {
      let count = 0
      for await (const _ of events) count += 1
      return count
    },
    close: () => leaving.abort(),
  }
}

async function* eventsOf(response: Response): AsyncGenerator<ReadEvent> {
  const arrived: ReadEvent[] = []
  const parser = createParser({
    onEvent: ({ id = '', event = '', data }) => void arrived.push({ id, event, data: JSON.parse(data) }),
  })
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
    yield* arrived.splice(0)
  }
}
