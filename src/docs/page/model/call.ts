import { urlOf } from '../../../browser/base.js'
import { noteUnread } from '../../../browser/unread-sandbox.js'
import type { Endpoint } from './document.js'

/** What somebody has put into a form for an endpoint. */
export interface Entries {
  parameters: Record<string, string>
  body: string
}

export interface SentCall {
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
}

/** The call that the entries make; an empty query parameter or header is not sent. */
export function callOf(
  { method, path, parameters = [], requestBody }: Endpoint,
  { parameters: given, body }: Entries,
): SentCall {
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  let filled = path
  for (const { name, in: place } of parameters) {
    const value = given[name] ?? ''
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value))
    else if (value !== '' && place === 'query') query.set(name, value)
    else if (value !== '') headers[name.toLowerCase()] = value
  }
  const hasBody = requestBody !== undefined && body !== ''
  return {
    method,
    path: query.size === 0 ? filled : `${filled}?${query}`,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    body: hasBody ? body : null,
  }
}

export interface Outcome {
  status: number
  tookMs: number
  headers: [name: string, value: string][]
  /** What came so far. */
  text: string
  done: boolean
}

/** Sends the call and tells what comes, as it comes, until it has ended or is stopped. Throws where no reply comes. */
export async function send(
  { method, path, headers, body }: SentCall,
  key: string | null,
  stop: AbortSignal,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const startedAt = performance.now()
  const response = await fetch(urlOf(path), {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: { ...headers, ...(key !== null && { authorization: `Bearer ${key}` }) },
    body,
    signal: stop,
  })
  if (key !== null && response.headers.get('x-sandbox-opened') === 'true') noteUnread(key)
  const outcome: Outcome = {
    status: response.status,
    tookMs: performance.now() - startedAt,
    headers: [...response.headers],
    text: '',
    done: false,
  }
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('image/')) {
    const { size } = await response.blob()
    return tell({ ...outcome, text: `${type}, ${size} bytes`, done: true })
  }
  tell(outcome)
  const decoder = new TextDecoder()
  let text = ''
  try {
    // Read piece by piece, so that an event stream shows its events.
    for await (const piece of response.body ?? []) {
      text += decoder.decode(piece, { stream: true })
      tell({ ...outcome, text })
    }
  } catch (error) {
    if (!stop.aborted) throw error
  }
  tell({ ...outcome, text, done: true })
}
