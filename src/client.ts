import { freshKey } from './client/fresh-key.js'
import { nodeTransport } from './client/node-transport.js'
import type { ConnectOptions, Sandbox } from './client/sandbox-api.js'
import { sandboxClient } from './client/sandbox-client.js'

export type * from './client/sandbox-api.js'
export { SandboxError } from './client/sandbox-error.js'
export type * from './client/types.js'

/**
 * The sandbox of a key on a server that runs elsewhere. Nothing is sent before the first call.
 * Throws TypeError for a URL that is not one of http or https.
 */
export function connectSandbox({ url, apiKey = freshKey() }: ConnectOptions): Sandbox {
  const href = typeof url === 'string' ? url : url.href
  const { protocol, origin, pathname } = new URL(href)
  // `localhost:4010` parses too, as a URL of the scheme `localhost:`.
  if (!/^https?:$/.test(protocol)) throw new TypeError(`url must start with http:// or https://: ${href}`)
  return sandboxClient(origin + pathname.replace(/\/+$/, ''), apiKey, nodeTransport)
}
