import type { LoggedRequest } from './logged-request.js'
import { maskKeys } from './mask-keys.js'

/** What a logged call is looked for by; it matches all that is given. */
export interface RequestFilter {
  readonly accountId?: string | undefined
  /** A status, or a class of them: `429`, `4xx`. */
  readonly status?: string | undefined
  readonly rule?: string | undefined
  /** Stands in the path, in a body or in `why`, in whatever case. */
  readonly text?: string | undefined
}

export function matchesFilter(logged: LoggedRequest, { accountId, status, rule, text }: RequestFilter): boolean {
  return (
    (accountId ?? logged.accountId) === logged.accountId &&
    (rule ?? logged.rule) === logged.rule &&
    (status === undefined || matchesStatus(logged.status, status)) &&
    (text === undefined || holdsText(logged, text.toLowerCase()))
  )
}

/** Whether a status is that one, or of that class. */
export function matchesStatus(status: number | null, wanted: string): boolean {
  return status !== null && (String(status) === wanted || wanted === `${Math.floor(status / 100)}xx`)
}

function holdsText({ path, requestBody, responseBody, why }: LoggedRequest, text: string): boolean {
  const holds = (shown: string) => maskKeys(shown).toLowerCase().includes(text)
  const bodyHolds = (body: LoggedRequest['requestBody']) => body !== null && holds(unescaped(String(body)))
  return holds(path) || bodyHolds(requestBody) || bodyHolds(responseBody) || holds(why)
}

/** What the escapes of one letter mean. */
const CONTROLS: Partial<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** A client may have written any character of its JSON as an escape, and looks for what it means. */
function unescaped(json: string): string {
  if (!json.includes('\\')) return json
  return json.replace(/\\u([0-9a-fA-F]{4})|\\(["\\/bfnrt])/g, (_escape, code: string | undefined, sign: string) =>
    code === undefined ? (CONTROLS[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
