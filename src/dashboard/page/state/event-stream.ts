import { createParser } from 'eventsource-parser'
import type { Sandbox } from '../../../client/sandbox-api.js'
import { SandboxError } from '../../../client/sandbox-error.js'

export interface StreamedEvent {
  id: string
  name: string
  data: unknown
}

/** The server says something every 15 seconds; a stream that is silent for longer has died unnoticed. */
const SILENCE_MS = 40_000
/** Events that arrive within this are taken together: a busy sandbox changes the page 25 times a second, no more. */
const GATHERING_MS = 40

/** Opens the sandbox's event stream. EventSource cannot send an Authorization header, so it is fetched. */
export async function openEvents({ url, apiKey }: Sandbox, lastEventId: string | null, signal: AbortSignal) {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    accept: 'text/event-stream',
    ...(lastEventId !== null && { 'last-event-id': lastEventId }),
  }
  const response = await fetch(`${url}/_sandbox/events`, { headers, signal, cache: 'no-store' })
  if (response.ok) return response
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  throw new SandboxError(error.message, error.code, response.status)
}

/** Hands on the events in order, a batch at a time, until the stream ends. Throws when it goes silent. */
export async function readEvents(response: Response, take: (events: StreamedEvent[]) => Promise<void>): Promise<void> {
  const reader = response.body!.getReader()
  const arrived: StreamedEvent[] = []
  let taking = false
  const takeArrived = async () => {
    taking = true
    await wait(GATHERING_MS)
    while (arrived.length > 0) await take(arrived.splice(0))
    taking = false
  }
  const parser = createParser({
    onEvent({ id = '', event = 'message', data }) {
      arrived.push({ id, name: event, data: JSON.parse(data) })
      // What could not be taken in is read again with the next stream.
      if (!taking) takeArrived().catch(() => reader.cancel())
    },
  })
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await unlessSilent(reader.read())
      if (done) return
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

async function unlessSilent<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The event stream went silent')), SILENCE_MS)
  })
  try {
    return await Promise.race([reading, silence])
  } finally {
    clearTimeout(timer)
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
