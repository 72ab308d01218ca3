import { showInvisible } from './visible.js'

/** What a command needs to know of a call. */
export interface CurlCall {
  method: string
  /** With its query. */
  path: string
  body: string | null
  /** Beside the key. */
  headers: Record<string, string>
}

/** Asks for the key where the shell has none, whatever shell it is; nothing of it stands in the history. */
const ASKED = '$(printf "API key: " >/dev/tty; read -r key </dev/tty; printf %s "$key")'

/** The call as a shell command. Without a key it takes `API_KEY` from the environment, or asks for it. */
export function curlOf({ method, path, body, headers }: CurlCall, base: string, key: string | null): string {
  const authorization =
    key === null ? `"Authorization: Bearer \${API_KEY:-${ASKED}}"` : quote(`Authorization: Bearer ${key}`)
  const parts = [
    // Brackets in a path are no ranges, and dots in it no steps up.
    `curl --globoff --path-as-is -X ${quote(method)} ${quote(base + path.replace(/^\//, ''))}`,
    `-H ${authorization}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    // Not `--data`, by which a body that begins with `@` would send a file.
    ...(body === null ? [] : [`--data-raw ${quote(isJson(body) ? showInvisible(body) : body)}`]),
  ]
  return parts.join(' \\\n  ')
}

const CONTROL = /[^\n\P{Cc}]/u

/** One word of the shell's. A control character would act on the terminal that it is pasted into. */
function quote(text: string): string {
  if (/^[A-Za-z]+$/.test(text)) return text
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, (one) => {
    const bytes = new TextEncoder().encode(one)
    return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  })
  return `$'${escaped}'`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
