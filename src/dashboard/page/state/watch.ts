import { signal } from '@preact/signals'
import type { Sandbox } from '../../../client/sandbox-api.js'
import { SandboxError } from '../../../client/sandbox-error.js'
import { openEvents, readEvents } from './event-stream.js'
import { applyEvents, emptyState, loadState } from './load.js'
import { say, show } from './notices.js'

/** How the page stands to the server. */
export const connection = signal<'connecting' | 'live' | 'reconnecting'>('connecting')

export interface Watcher {
  /** The server has taken the key; the sandbox may be one that it opened just now, `dropped` where it had one before. */
  opened(isNew: 'first' | 'dropped' | null): void
  refused(reason: string): void
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 8_000

/**
 * Keeps the page in step with a sandbox until `signal` aborts: listens first and reads second, so that nothing falls
 * between the two, and does both again whenever the stream has ended.
 */
export async function watch(sandbox: Sandbox, signal: AbortSignal, { opened, refused }: Watcher): Promise<void> {
  let lastEventId: string | null = null
  let failures = 0
  let known = false
  emptyState()
  connection.value = 'connecting'
  while (!signal.aborted) {
    try {
      const response = await openEvents(sandbox, lastEventId, signal)
      const isNew = response.headers.get('x-sandbox-opened') === 'true'
      opened(isNew ? (known ? 'dropped' : 'first') : null)
      known = true
      await loadState(sandbox, signal)
      if (connection.peek() === 'reconnecting') show({ tone: 'good', text: 'Reconnected.' })
      connection.value = 'live'
      failures = 0
      await readEvents(response, async (events) => {
        await applyEvents(sandbox, events, signal)
        lastEventId = events.at(-1)!.id
      })
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof SandboxError && error.status === 401) return refused(error.message)
      if (error instanceof SandboxError && error.status !== null) show({ tone: 'bad', text: error.message })
    }
    if (signal.aborted) return
    connection.value = 'reconnecting'
    say('The connection was lost. Reconnecting.')
    await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS), signal)
  }
}

/** Ends early when the page is looked at again or the network is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const end = () => {
      clearTimeout(timer)
      over.abort()
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { signal: over.signal })
    addEventListener('online', end, { signal: over.signal })
    document.addEventListener('visibilitychange', () => document.hidden || end(), { signal: over.signal })
  })
}
