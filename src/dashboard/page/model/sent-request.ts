import type { Call } from './types.js'

/** A call as the page can send it. */
export interface SentRequest {
  method: string
  /** With its query, as in the log: it begins with `/v1/`. */
  path: string
  /** As it goes out; null: none. */
  body: string | null
  /** Beside the key. */
  headers: Record<string, string>
}

/** These would say something else about the call than how it was sent, or are the browser's own to set. */
const REPEATED = ['content-type', 'content-encoding']

/** The call of a log entry, to be sent once more. */
export function requestOf({ method, path, requestBody, headers }: Call): SentRequest {
  const kept = REPEATED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))
  const body = bodyText(requestBody)
  const standard = body === null ? {} : { 'content-type': 'application/json' }
  return { method, path, body, headers: { ...standard, ...Object.fromEntries(kept) } }
}

/** A body that was no JSON is kept as the text that it was. */
function bodyText(body: unknown): string | null {
  if (body === null || body === undefined) return null
  return typeof body === 'string' ? body : JSON.stringify(body)
}
