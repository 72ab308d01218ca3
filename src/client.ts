import type { ConnectOptions, Sandbox } from './library/sandbox-api.js'
import { freshKey, sandboxClient } from './library/sandbox-client.js'

export type * from './library/sandbox-api.js'
export { SandboxError } from './library/sandbox-error.js'
export type * from './library/types.js'

/**
 * The sandbox of a key on a server that runs elsewhere. Nothing is sent before the first call.
 * Throws TypeError for a URL that is not one of http or https.
 */
export function connectSandbox({ url, apiKey = freshKey() }: ConnectOptions): Sandbox {
  const { protocol, origin, pathname } = new URL(url)
  // `localhost:4010` parses too, as a URL of the scheme `localhost:`.
  if (!/^https?:$/.test(protocol)) throw new TypeError(`url must start with http:// or https://: ${url}`)
  return sandboxClient(origin + pathname.replace(/\/+$/, ''), apiKey, async () => {})
}
