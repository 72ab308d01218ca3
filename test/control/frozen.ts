import type { Test } from 'tap'
import { startServer } from '../helper.js'

/** The time at which the tests of the control surface stand still. */
export const NOW = '2024-04-21T10:00:00Z'

/** A server whose own key's sandbox stands at NOW, so that two looks at an unchanged state are the same. */
export async function startFrozen(t: Test, settings: Record<string, string> = {}) {
  const server = await startServer(t, settings)
  await server.control('PUT', '', { clock: { mode: 'frozen', now: NOW } })
  return server
}

/** The error envelope. */
export const error = (code: string, message: string) => ({ error: { code, message } })
