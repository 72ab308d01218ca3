/** Where the server is as the browser sees it, with a slash at the end: behind a proxy that may be under a path. */
export const BASE = new URL('./', location.href).href

/** The full URL of one of the server's paths, such as `/v1/accounts`. */
export function urlOf(path: string): string {
  return BASE + path.replace(/^\//, '')
}
