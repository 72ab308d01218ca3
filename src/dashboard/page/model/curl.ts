import type { LoggedRequest } from '../../../client/types.js'

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** The call as a shell command; without a key it takes the key from the shell's `API_KEY`. */
export function curlOf({ method, path, requestBody }: LoggedRequest, origin: string, key: string | null): string {
  const authorization = key === null ? '"Authorization: Bearer $API_KEY"' : quote(`Authorization: Bearer ${key}`)
  const parts = [`curl -X ${method} ${quote(origin + path)}`, `-H ${authorization}`]
  if (requestBody !== null) {
    // A body that was no JSON is kept as the text that it was.
    const body = typeof requestBody === 'string' ? requestBody : JSON.stringify(requestBody)
    parts.push("-H 'Content-Type: application/json'", `-d ${quote(body)}`)
  }
  return parts.join(' \\\n  ')
}
