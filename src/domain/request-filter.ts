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
  const shown = (part: string) => maskKeys(unescaped(part)).toLowerCase()
  return [path, requestBody, responseBody, why].some((part) => part !== null && shown(String(part)).includes(text))
}

/** A client may have written any character of its JSON as an escape, and looks for what it means. */
function unescaped(json: string): string {
  if (!json.includes('\\')) return json
  return json.replace(/\\u([0-9a-f]{4})|\\(["\\/])/gi, (_escape, code, sign) =>
    code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
