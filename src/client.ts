import type { ConnectOptions, Sandbox } from './client/sandbox-api.js'
import { freshKey, sandboxClient } from './client/sandbox-client.js'

export type * from './client/sandbox-api.js'
export { SandboxError } from './client/sandbox-error.js'
export type * from './client/types.js'

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
